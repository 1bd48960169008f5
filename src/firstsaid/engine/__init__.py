"""Running the stages: tables as Parquet files, joins by DuckDB, worker processes with limits; or all of it on Spark.

What a stage is
    stage           what it reads, what it writes, and the plain function in between
    base            what every engine can do
    local           one machine
    spark           many machines

One machine, by scope
    reading         "load": files of evidence, in a process of their own
    parts           "part", and "each": some rows of a table at a time
    groups          "story" and "outlet": one group at a time
    columns         "columns": whole tables, read piece by piece

Worker processes
    pool            processes that can be stopped
    work            what a worker does with a job's rows
    parcels         how tables reach a worker
    limits          limits on memory and time
    arrow_alone     Arrow without pandas, to save memory

Tables
    tables          the tables of a case on disk
    rows            between records and Arrow
    digests         digests of rows
    lookup          files by which a few rows are found at once

What is not made again
    known           rows that an earlier run made from the same input
    earlier         the earlier table, and the note beside it
    prefix          its first row groups, copied as bytes
    filed           files of evidence that an earlier run read
    ahead           what further stages made of stories ahead of their turn
"""
