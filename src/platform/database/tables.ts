// Written by scripts/make-tables.ts from the migrated schema. Do not edit.
import type { Generated } from 'kysely'

/** Every table and view by its real name. bigint is a number (the driver refuses one beyond 2^53), date is `YYYY-MM-DD`. */
export type Tables = {
  platform_migration: {
    name: string
    checksum: string
    breaking: boolean
    applied_at: Generated<Date>
  }
}
