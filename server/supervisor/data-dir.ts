import { accessSync, constants, mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { settleLeftovers } from './leftovers.ts'
import { AlreadyRunning, type Lock, lockFolder } from './lock.ts'
import type { Terminal } from './terminal.ts'

/**
 * Makes DATA_DIR ours: there, writable, locked, and rid of what a killed start has left running in it.
 *
 * @param url where the shop will be, for whoever comes second
 */
export async function takeDataDir(dataDir: string, url: string, terminal: Terminal): Promise<Lock> {
  try {
    // When root starts us, PostgreSQL runs as somebody else, who must come through; nobody may look around.
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(
      `DATA_DIR ${dataDir} cannot be written to (${code}): choose another, or start as its owner.`,
    )
  }
  const lock = await tryToLock(dataDir, url, terminal)
  if (lock.dead)
    terminal.say(`The start before this one (pid ${lock.dead.pid}) was killed: taking over from it.`)
  const left = await settleLeftovers(dataDir)
  if (left.length > 0) terminal.say(`It had left running and we have stopped: ${left.join(', ')}.`)
  return lock
}

/** One that is just stopping is waited for; one that runs is not. */
async function tryToLock(dataDir: string, url: string, terminal: Terminal): Promise<Lock> {
  for (let told = false; ; ) {
    try {
      return lockFolder(dataDir, url)
    } catch (error) {
      if (!(error instanceof AlreadyRunning)) throw error
      const { pid, purpose, ending } = error.holder
      if (!ending)
        throw new Error(`Cunbo already runs on this DATA_DIR (${dataDir}) at ${purpose}, as process ${pid}.`)
      if (!told) terminal.say(`The start before this one (pid ${pid}) is just stopping: waiting for it.`)
      told = true
      await sleep(100)
    }
  }
}
