import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LogFile } from './log-file.ts'
import { alarmIn, asJsonLine } from './log-lines.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cunbo-log-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('Lines are added to what is there, for its owner only', () => {
  for (const line of ['one', 'two']) {
    const log = new LogFile(dataDir, 'door')
    log.write(line)
    log.close()
  }
  const log = new LogFile(dataDir, 'door')
  expect(readFileSync(log.path, 'utf8')).toBe('one\ntwo\n')
  expect(log.tail(1)).toBe('two')
  expect(statSync(log.path).mode & 0o777).toBe(0o600)
})

test('It is cut when it is full, and one generation is kept', () => {
  const log = new LogFile(dataDir, 'door', 8)
  for (const line of ['first', 'second', 'third', 'fourth']) log.write(line)
  expect(readFileSync(`${log.path}.1`, 'utf8')).toBe('first\nsecond\n')
  expect(readFileSync(log.path, 'utf8')).toBe('third\nfourth\n')
})

test('What cannot be written is lost without a fault', () => {
  const log = new LogFile(dataDir, 'door')
  rmSync(join(dataDir, 'logs'), { recursive: true })
  log.write('lost')
  expect(log.tail(3)).toBe('')
})

test('Every line becomes JSON, and one that is so stays as it is', () => {
  const pino = '{"level":"info","msg":"open"}'
  expect(asJsonLine('door', pino)).toBe(pino)
  const now = () => new Date(0)
  expect(JSON.parse(asJsonLine('web', 'Ready', now))).toEqual({
    level: 'info',
    time: '1970-01-01T00:00:00.000Z',
    process: 'web',
    msg: 'Ready',
  })
  expect(JSON.parse(asJsonLine('web', '{ not json')).msg).toBe('{ not json')
})

test('Only errors are alarms', () => {
  expect(alarmIn('{"level":"warn","msg":"slow"}')).toBeUndefined()
  expect(alarmIn('plain words: error')).toBeUndefined()
  expect(alarmIn('{"level":"error","msg":"no disk"}')).toBe('no disk')
  expect(alarmIn('{"level":"fatal","err":{"message":"out of memory"}}')).toBe('out of memory')
})
