import type { Cluster, Redis } from "ioredis";

/** A connection of ioredis. */
export type RedisConnection = Redis | Cluster;
