// Names of files that the build writes into the scripts.
declare const WORKER_FILE: string;
declare const WORLD_FILE: string;
