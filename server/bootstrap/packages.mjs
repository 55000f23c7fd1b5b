import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Sees to it that `node_modules` is what `package-lock.json` says, without touching the network when it is.
 *
 * @param {string} root the project's folder
 * @param {{ development: boolean }} needs whether the packages for tests and checks are needed too
 */
export async function ensurePackages(root, needs) {
  if (!existsSync(join(root, 'package-lock.json')))
    throw new Error('package-lock.json is missing: this is not a whole copy of the project.')
  if (isInstalled(root, needs)) return
  const unlock = await lock(join(root, '.installing'))
  try {
    // Another start may have installed them while we waited.
    if (!isInstalled(root, needs)) await install(root)
  } finally {
    unlock()
  }
}

const stampOf = (root) => join(root, 'node_modules/.cunbo-lock-hash')

/** Whether all that is needed lies in `node_modules` in the version of `package-lock.json`. */
export function isInstalled(root, needs) {
  const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(lockfile).digest('hex')
  if (readIfThere(stampOf(root)) === hash) return true
  // Installed by hand, perhaps: npm writes down what it has put there as the last thing it does.
  const record = readIfThere(join(root, 'node_modules/.package-lock.json'))
  if (record === undefined) return false
  const there = JSON.parse(record).packages
  const missing = Object.entries(JSON.parse(lockfile).packages).filter(([path, wanted]) => {
    if (path === '' || wanted.link || there[path]?.version === wanted.version) return false
    // For other systems, or left out of an image on purpose.
    if (there[path] === undefined && (wanted.optional || wanted.devOptional)) return false
    return needs.development || there[path] !== undefined || !wanted.dev
  })
  if (missing.length > 0) return false
  if (needs.development) tryTo(() => writeFileSync(stampOf(root), hash))
  return true
}

async function install(root) {
  const began = Date.now()
  process.stdout.write('  Installing the packages (npm ci) …\n')
  const { code, output } = await npm(root, ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network/.exec(output)
    const why = offline
      ? 'The packages are not all here and the registry cannot be reached: connect to the network once.'
      : 'The packages could not be installed; npm says what is wrong above.'
    process.stderr.write(`${output.trimEnd().split('\n').slice(-20).join('\n')}\n`)
    throw new Error(why)
  }
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  writeFileSync(stampOf(root), hash)
  process.stdout.write(`✓ Packages installed (${((Date.now() - began) / 1000).toFixed(0)} s)\n`)
}

/**
 * Runs npm, the one we were called by if we were, on the Node that it runs on: ours may be among what it replaces.
 *
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function npm(root, args) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env
  const called = script?.endsWith('npm-cli.js') && node && !node.startsWith(join(root, 'node_modules'))
  const [program, first] = called ? [node, [script]] : ['npm', []]
  const path = (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')))
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      env: { ...process.env, PATH: path.join(':') },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
      })
    }
    const stop = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
    child.on('error', () =>
      reject(new Error('npm is not on this machine: it comes with Node, install both.')),
    )
    child.on('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop)
      resolve({ code, output })
    })
  })
}

/** Only one installs at a time; whoever comes second waits, unless the first was killed. */
async function lock(file) {
  for (let told = false; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST')
        throw new Error(`This folder cannot be written to (${error.code}): ${file}.`)
    }
    const other = Number(readIfThere(file))
    if (!(other > 0 && isAlive(other))) {
      rmSync(file, { force: true })
    } else {
      if (!told)
        process.stdout.write(`  Another start (pid ${other}) is installing the packages: waiting …\n`)
      told = true
      await sleep(500)
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function readIfThere(file) {
  return tryTo(() => readFileSync(file, 'utf8'))
}

/** A folder of packages that belongs to somebody else is fine as it is. */
function tryTo(act) {
  try {
    return act()
  } catch {
    return undefined
  }
}
