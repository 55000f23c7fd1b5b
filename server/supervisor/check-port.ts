import { isFree } from './ports.ts'
import { whoListens } from './who-listens.ts'

/** @throws {Error} a sentence, when nobody could listen there */
export async function checkPort(port: number, host: string): Promise<void> {
  let free: boolean
  try {
    free = await isFree(port, host)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES') throw new Error(`Port ${port} (PORT) is for root only: choose one from 1024 up.`)
    throw new Error(`${host} (HOST) is no address of this machine (${code}).`)
  }
  if (!free)
    throw new Error(`Port ${port} is taken by ${whoListens(port)}: stop that, or choose another with PORT.`)
}
