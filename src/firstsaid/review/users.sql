create table if not exists users (
    name text primary key,
    password text not null,                    -- argon2id
    role text not null check (role in ('reader', 'reviewer', 'keeper')),
    made_at real not null,
    failures integer not null default 0,       -- wrong passwords since the last right one
    locked_until real not null default 0
);
create table if not exists sessions (
    digest text primary key,                   -- SHA-256 of what the browser holds; the thing itself is kept nowhere
    user text not null references users (name) on delete cascade,
    forgery text not null,                     -- what every form of this session carries
    ends_at real not null
);
create table if not exists tokens (
    digest text primary key,
    user text not null references users (name) on delete cascade,
    scope text not null check (scope in ('read', 'judge', 'keep')),
    ends_at real not null
);
