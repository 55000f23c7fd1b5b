import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { npm } from './packages.mjs'

/** The first Node that runs the sources as they stand, and the line that the `node` package is pinned to. */
const NEEDED = 24

/**
 * The project's own Node, a package like any other. Its program is fetched by an install script; where scripts were
 * skipped the package is empty, and the script is run now.
 *
 * @param {string} root the project's folder
 * @returns {Promise<string>} path of a Node that is new enough
 */
export async function findRuntime(root) {
  const own = join(root, 'node_modules/node/bin/node')
  if (majorOf(own) >= NEEDED) return own
  process.stdout.write(`  Fetching the project's own Node ${NEEDED} …\n`)
  const rebuilt = await npm(root, ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (rebuilt.code === 0 && majorOf(own) >= NEEDED) return own
  // Where npm has no Node for this machine, its own will do if it is new enough.
  if (majorOf(process.execPath) >= NEEDED) return process.execPath
  throw new Error(
    `The project's own Node ${NEEDED} is missing, because install scripts were skipped or it does not run here: run "npm rebuild node --ignore-scripts=false" with the network at hand, or start with a Node ${NEEDED}.`,
  )
}

function majorOf(program) {
  const { stdout } = spawnSync(program, ['-v'], { encoding: 'utf8' })
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0)
}
