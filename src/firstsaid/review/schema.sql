-- review.db: what people decide. Rows are added and never changed or taken away; who changes their mind adds a row that withdraws an earlier one.
create table if not exists judgements (
    number integer primary key,                -- order in which they were made
    key text not null,                         -- what it is about: the same for every judgement on the same matter
    about text not null,                       -- relation, same claim, same voice, date, part
    places text not null,                      -- JSON: [[article, start, stop], …]
    verdict text not null check (verdict in ('accept', 'reject', 'unsure')),
    value text not null,
    upstream text,
    author text not null,
    reason text not null,
    made_at text not null,                     -- ISO 8601, UTC
    machine text not null,                     -- what the machine said when it was made, in words
    token text unique                          -- what the page that asked was given, so that a form sent twice counts once
);
create table if not exists withdrawals (
    number integer primary key,
    judgement integer not null unique references judgements (number),
    author text not null,
    reason text not null,
    made_at text not null
);
create table if not exists notes (
    number integer primary key,
    article text not null,
    start integer not null,
    stop integer not null,
    text text not null,
    author text not null,
    made_at text not null
);
create index if not exists judgements_key on judgements (key);
create trigger if not exists judgements_stay before update on judgements begin select raise(abort, 'judgements are never changed'); end;
create trigger if not exists judgements_kept before delete on judgements begin select raise(abort, 'judgements are never deleted'); end;
create trigger if not exists withdrawals_stay before update on withdrawals begin select raise(abort, 'withdrawals are never changed'); end;
create trigger if not exists withdrawals_kept before delete on withdrawals begin select raise(abort, 'withdrawals are never deleted'); end;
create trigger if not exists notes_stay before update on notes begin select raise(abort, 'notes are never changed'); end;
create trigger if not exists notes_kept before delete on notes begin select raise(abort, 'notes are never deleted'); end;
