import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * When a process was born, as a word that no other process under the same number shares: numbers are used again, after
 * a restart of the machine or a container at once.
 *
 * @returns undefined when there is none under this number, or only one that has ended and waits to be fetched
 */
export function bornAt(pid: number): string | undefined {
  if (existsSync('/proc/self/stat')) return bornAtInProc(pid)
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** The 22nd field of proc_pid_stat(5), in clock ticks since the machine started; the third is the state. */
function bornAtInProc(pid: number): string | undefined {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined
  }
  // The second field is a name in brackets that may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z') return undefined
  return `${bootId()}:${fields[19]}`
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}

/** A process that is known again later, from a file. */
export type Known = { pid: number; born: string }

export function know(pid: number): Known {
  return { pid, born: bornAt(pid) ?? '' }
}

export function isStillThere({ pid, born }: Known): boolean {
  return bornAt(pid) === born
}
