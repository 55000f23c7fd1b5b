import { createInterface } from 'node:readline'
import { SchemaAdapter } from '#server/migrate/adapter.ts'
import { createIfMissing } from '#server/migrate/create-database.ts'
import { EnginePool } from '#server/migrate/engine-pool.ts'
import { openEngine, type SchemaEngine } from '#server/migrate/open-engine.ts'

type Request = { id: number | string; method: string; params?: Record<string, unknown> }

/**
 * Answers the CLI's JSON-RPC requests one after the other, a line each, until its end closes.
 *
 * @param schemas name and content of each `.prisma` file that the CLI gave us
 */
export async function answerRequests(url: string, schemas: [string, string][]): Promise<void> {
  let opened: { engine: SchemaEngine; pool: EnginePool } | undefined
  const engineFor = async (): Promise<SchemaEngine> => {
    if (!opened) {
      const pool = new EnginePool(url)
      pool.on('error', () => {})
      const engine = await openEngine(new SchemaAdapter(url, pool), schemas.length > 0 ? schemas : undefined)
      opened = { engine, pool }
    }
    return opened.engine
  }
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Partial<Request>
    // Without a method it is the CLI's answer to our "print".
    if (request.method === undefined) continue
    const { id = 0, method, params = {} } = request
    try {
      send({ id, result: (await perform(method, params, engineFor, url)) ?? {} })
    } catch (error) {
      send({
        id,
        error: { code: 4466, message: 'The data field says what happened.', data: asErrorData(error) },
      })
    }
  }
  opened?.engine.free()
  await opened?.pool.end()
}

async function perform(
  method: string,
  params: Record<string, unknown>,
  engineFor: () => Promise<SchemaEngine>,
  url: string,
): Promise<unknown> {
  // The native engine's own names for what the WebAssembly build leaves to its host.
  if (method === 'createDatabase') {
    await createIfMissing(url)
    return { databaseName: new URL(url).pathname.slice(1) }
  }
  const engine = await engineFor()
  if (method === 'getDatabaseVersion') return engine.version()
  const call: unknown = Reflect.get(engine, method)
  if (typeof call !== 'function') throw new Error(`The schema engine has no method ${method}.`)
  const result: unknown = await call.call(engine, params)
  if (method !== 'diff') return result
  // The native engine prints through the CLI, and gives back no text.
  const { stdout, ...rest } = result as { stdout?: string | null }
  if (stdout != null) send({ id: 'print', method: 'print', params: { content: stdout } })
  return { ...rest, stdout: null }
}

/** The engine's errors carry what the CLI shows as JSON in their message, or as a code beside it. */
function asErrorData(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error)
  try {
    const data: unknown = JSON.parse(message)
    if (typeof data === 'object' && data !== null) return data
  } catch {
    // Plain words.
  }
  const code = error instanceof Error && 'code' in error ? { error_code: error.code } : {}
  return { is_panic: false, message, ...code }
}

function send(body: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...body })}\n`)
}
