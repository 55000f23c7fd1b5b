import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AlreadyRunning, lockFolder } from './lock.ts'
import { bornAt, know } from './process-identity.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cunbo-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = () => join(folder, 'lock.json')

test('Only one has it; whoever comes second learns who, and what for', () => {
  const lock = lockFolder(folder, 'http://here')
  expect(lock.dead).toBeUndefined()
  expect(() => lockFolder(folder, 'http://there')).toThrow(AlreadyRunning)
  expect(() => lockFolder(folder, 'http://there')).toThrow(/http:\/\/here/)
  lock.release()
  expect(readdirSync(folder)).toEqual([])
  lockFolder(folder, 'http://there').release()
})

test('That of a dead process is taken over', () => {
  const { pid } = spawnSync('true')
  writeFileSync(file(), JSON.stringify({ pid, born: 'once', purpose: 'http://gone' }))
  const lock = lockFolder(folder, 'http://here')
  expect(lock.dead).toMatchObject({ pid, purpose: 'http://gone' })
  expect(() => lockFolder(folder, 'http://there')).toThrow(AlreadyRunning)
})

test('A living process under the same number is somebody else', () => {
  writeFileSync(
    file(),
    JSON.stringify({ pid: process.ppid, born: 'another boot:17', purpose: 'http://gone' }),
  )
  expect(lockFolder(folder, 'http://here').dead?.pid).toBe(process.ppid)
})

test('A living holder is respected, and says when it is ending', () => {
  const holder = { ...know(process.ppid), purpose: 'http://parent' }
  writeFileSync(file(), JSON.stringify(holder))
  expect(() => lockFolder(folder, 'http://here')).toThrow(AlreadyRunning)
  rmSync(file())
  const lock = lockFolder(folder, 'http://here')
  lock.announceEnd()
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid, ending: true })
  lock.release()
  expect(readdirSync(folder)).toEqual([])
})

test('Nonsense in its place is cleared away, and nobody releases what another holds', () => {
  writeFileSync(file(), 'half a li')
  const lock = lockFolder(folder, 'http://here')
  writeFileSync(file(), JSON.stringify({ ...know(process.ppid), purpose: 'http://other' }))
  lock.release()
  expect(readFileSync(file(), 'utf8')).toContain('http://other')
})

test('A process is known by its number and its birth', () => {
  expect(bornAt(process.pid)).toBe(bornAt(process.pid))
  expect(bornAt(process.pid)).not.toBe(bornAt(process.ppid))
  expect(bornAt(spawnSync('true').pid)).toBeUndefined()
})
