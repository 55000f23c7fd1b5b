import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensurePackages, isInstalled } from './packages.mjs'

type Packages = Record<string, { version: string; dev?: boolean; optional?: boolean }>

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cunbo-packages-'))
  mkdirSync(join(root, 'node_modules'))
})
afterEach(() => rmSync(root, { recursive: true }))

const WANTED: Packages = {
  '': { version: '1.0.0' },
  'node_modules/next': { version: '16.0.0' },
  'node_modules/vitest': { version: '5.0.0', dev: true },
  'node_modules/@swc/darwin': { version: '1.0.0', optional: true },
}

const write = (name: string, packages: Packages) =>
  writeFileSync(join(root, name), JSON.stringify({ packages }))
const lockfile = (packages: Packages) => write('package-lock.json', packages)
const installed = (packages: Packages) => write('node_modules/.package-lock.json', packages)
const { 'node_modules/next': next = { version: '' }, 'node_modules/vitest': vitest = { version: '' } } =
  WANTED

test('What npm has put there by hand counts, without the builds for other systems', () => {
  lockfile(WANTED)
  expect(isInstalled(root, { development: true })).toBe(false)
  installed({ 'node_modules/next': next, 'node_modules/vitest': vitest })
  expect(isInstalled(root, { development: true })).toBe(true)
  expect(existsSync(join(root, 'node_modules/.cunbo-lock-hash'))).toBe(true)
})

test('A changed lockfile is noticed though the last one was complete', () => {
  lockfile(WANTED)
  installed({ 'node_modules/next': next, 'node_modules/vitest': vitest })
  expect(isInstalled(root, { development: true })).toBe(true)
  lockfile({ ...WANTED, 'node_modules/next': { version: '16.0.1' } })
  expect(isInstalled(root, { development: true })).toBe(false)
})

test('An image without the packages for tests can start, and cannot test', () => {
  lockfile(WANTED)
  installed({ 'node_modules/next': next })
  expect(isInstalled(root, { development: false })).toBe(true)
  expect(isInstalled(root, { development: true })).toBe(false)
})

test('An interrupted installation leaves no record and counts for nothing', () => {
  lockfile(WANTED)
  mkdirSync(join(root, 'node_modules/next'))
  expect(isInstalled(root, { development: false })).toBe(false)
})

test('A copy without its lockfile is told apart', async () => {
  await expect(ensurePackages(root, { development: true })).rejects.toThrow(/not a whole copy/)
})
