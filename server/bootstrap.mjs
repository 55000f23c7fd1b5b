// What npm's scripts run, on whatever Node the machine has (20 or newer) and before any package is there: installs what
// is missing, then hands over to the project's own runtime. Plain JavaScript without imports from packages.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensurePackages } from './bootstrap/packages.mjs'
import { findRuntime } from './bootstrap/runtime.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Each command's program and the arguments that go before the caller's own. */
const COMMANDS = {
  start: ['server/start.ts'],
  dev: ['server/start.ts', '--dev'],
  build: ['server/prepare.ts', 'build'],
  migrate: ['server/prepare.ts', 'migrate'],
  test: ['tests/run.ts'],
  check: ['tests/run.ts', 'check'],
  bench: ['bench/run.ts'],
}

/** What runs without the packages for tests and checks. */
const PRODUCTION = new Set(['start', 'build', 'migrate'])

async function main() {
  const [command = '', ...rest] = process.argv.slice(2)
  const program = COMMANDS[command]
  if (!program) throw new Error(`There is no command "${command}": ${Object.keys(COMMANDS).join(', ')}.`)
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Error(`Node ${process.versions.node} is too old to begin with: install Node 20 or newer.`)
  await ensurePackages(ROOT, { development: !PRODUCTION.has(command) })
  const runtime = await findRuntime(ROOT)
  // `npm start -- --no-demo` comes without the dashes, `node server/bootstrap.mjs start -- --no-demo` with them.
  handOver(runtime, [...program, ...(rest[0] === '--' ? rest.slice(1) : rest)])
}

/**
 * Becomes the other program as far as one can: same terminal, same signals, same exit code. The channel between us
 * tells it when we are killed.
 */
function handOver(runtime, [entry, ...args]) {
  const child = spawn(runtime, ['--conditions=react-server', join(ROOT, entry), ...args], {
    cwd: ROOT,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
      // Every process reads the same sources again: what Node has compiled once it keeps, which halves their start.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(ROOT, 'node_modules/.cache/compiled'),
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) stopWithoutParent(child)
  child.on('error', (error) => fail(error))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)
  })
}

/** A killed npm tells nobody: without it we belong to another parent. */
function stopWithoutParent(child) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 500)
  watch.unref()
}

function fail(error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

main().catch(fail)
