import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChildrenFile, settleLeftovers } from './leftovers.ts'
import { bornAt } from './process-identity.ts'
import { startProcess } from './start-process.ts'

const ROOT = join(import.meta.dirname, '../..')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cunbo-process-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, script: string) => {
  writeFileSync(join(folder, name), script)
  return relative(ROOT, join(folder, name))
}

const env = { NODE_ENV: 'test', PATH: process.env.PATH } as const

test('It says what it says, and ends when asked', async () => {
  const lines: string[] = []
  const entry = write('polite.mjs', `console.log('out'); console.error('err'); setInterval(() => {}, 1000)`)
  const running = startProcess({ entry, env, log: (line) => lines.push(line) })
  await vi.waitFor(() => expect(lines.sort()).toEqual(['err', 'out']))
  await running.stop(10_000)
  expect(await running.ended).toBe('killed by SIGTERM')
})

test('One that will not end is made to', async () => {
  const lines: string[] = []
  const entry = write(
    'stubborn.mjs',
    `process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)`,
  )
  const running = startProcess({ entry, env, log: (line) => lines.push(line) })
  await vi.waitFor(() => expect(lines).toEqual(['up']))
  await running.stop(0)
  expect(await running.ended).toBe('killed by SIGKILL')
})

test('When the supervisor is killed its processes end by themselves', async () => {
  const entry = write('child.mjs', `console.log(process.pid); setInterval(() => {}, 1000)`)
  const module = JSON.stringify(join(import.meta.dirname, 'start-process.ts'))
  const parent = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { startProcess } from ${module}
       startProcess({ entry: ${JSON.stringify(entry)}, env: process.env, log: console.log })`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = await once(createInterface({ input: parent.stdout }), 'line')
  const child = Number(line)
  expect(bornAt(child)).toBeDefined()
  parent.kill('SIGKILL')
  await vi.waitFor(() => expect(bornAt(child)).toBeUndefined(), { timeout: 8_000 })
})

test('What an earlier start has left is found by its file and ended; strangers are left alone', async () => {
  const entry = write(
    'left.mjs',
    `process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)`,
  )
  const lines: string[] = []
  const left = startProcess({ entry, env, log: (line) => lines.push(line) })
  await vi.waitFor(() => expect(lines).toEqual(['up']))
  new ChildrenFile(folder).started('door', left.pid)
  const file = join(folder, 'children.json')
  const [known] = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify([known, { name: 'web', pid: process.pid, born: 'another boot:1' }]))
  expect(await settleLeftovers(folder, 0)).toEqual(['door'])
  expect(await left.ended).toBe('killed by SIGKILL')
})

test('The list of what runs is replaced, never rewritten: nobody reads half of it.', () => {
  const list = new ChildrenFile(folder)
  list.started('web', process.pid)
  const reader = openSync(join(folder, 'children.json'), 'r')
  list.started('door', process.pid)
  expect(JSON.parse(readFileSync(reader, 'utf8'))).toMatchObject([{ name: 'web' }])
  closeSync(reader)
  expect(JSON.parse(readFileSync(join(folder, 'children.json'), 'utf8'))).toMatchObject([
    { name: 'web' },
    { name: 'door' },
  ])
})
