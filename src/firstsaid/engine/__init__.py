"""Running the stages: tables as Parquet files, joins by DuckDB, worker processes with limits; or all of it on Spark."""
