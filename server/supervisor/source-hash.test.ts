import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashSources } from './source-hash.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cunbo-hash-'))
  mkdirSync(join(root, 'app/deep'), { recursive: true })
  write('app/deep/page.tsx', 'one')
  write('lock', 'two')
})
afterEach(() => rmSync(root, { recursive: true }))

const write = (path: string, content: string) => writeFileSync(join(root, path), content)
const hash = () => hashSources(root, ['app', 'lock', 'absent'], ['v1'])

test('It follows every change of content, name and place, and nothing else', () => {
  const before = hash()
  expect(hash()).toBe(before)
  const seen = new Set([before])
  const changes = [
    () => write('app/deep/page.tsx', 'two'),
    () => write('app/deep/other.tsx', ''),
    () => renameSync(join(root, 'app/deep/other.tsx'), join(root, 'app/other.tsx')),
    () => write('absent', ''),
    () => rmSync(join(root, 'lock')),
  ]
  for (const change of changes) {
    change()
    expect(seen).not.toContain(hash())
    seen.add(hash())
  }
})

test('Tests do not count; what else the result depends on does', () => {
  const before = hash()
  write('app/deep/page.test.tsx', 'three')
  write('elsewhere', 'four')
  expect(hash()).toBe(before)
  expect(hashSources(root, ['app', 'lock', 'absent'], ['v2'])).not.toBe(before)
})
