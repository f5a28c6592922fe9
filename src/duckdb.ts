/** What holds of every database in memory that Weir opens with DuckDB: small, and with nothing brought in from outside. */

/** Settings of DuckDB by their names. */
export const CONTAINED = {
  threads: '1',
  memory_limit: '256MB',
  // No spilling: a replay process may not write.
  temp_directory: '',
  enable_external_file_cache: 'false',
  allocator_flush_threshold: '1MB',
  // Before each larger allocation the system gets back what was freed: else the pages of a Parquet file that were read lie beside the next ones.
  allocator_bulk_deallocation_flush_threshold: '1MB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
} as const;
