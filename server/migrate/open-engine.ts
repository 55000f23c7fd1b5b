import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { SchemaAdapter } from './adapter.ts'

export type SchemaEngine = bindings.SchemaEngine

/** Only what is in the schema is Prisma's: no table is managed by others. */
export const NO_FILTER: bindings.SchemaFilter = { externalTables: [], externalEnums: [] }

/**
 * Prisma's schema engine, in this process: the WebAssembly build that npm brings at the same commit as the CLI, where
 * the CLI would download a native program.
 *
 * @param schemas name and content of each `.prisma` file; none where only migrations are applied
 */
export async function openEngine(
  adapter: SchemaAdapter,
  schemas?: [string, string][],
): Promise<SchemaEngine> {
  await load()
  const factory = bindMigrationAwareSqlAdapterFactory(adapter)
  return bindings.SchemaEngine.new({ datamodels: schemas }, () => {}, factory)
}

let loading: Promise<void> | undefined

/** The package's own entry imports the .wasm as a module, which Node does not do. */
function load(): Promise<void> {
  loading ??= (async () => {
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => process.stderr.write(`${message}\n`) },
    })
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    const wasm = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'))
    const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': { ...bindings } })
    bindings.__wbg_set_wasm(instance.exports)
    const start = instance.exports.__wbindgen_start
    if (typeof start === 'function') start()
  })()
  return loading
}
