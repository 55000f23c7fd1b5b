import { expect, test } from 'vitest'
import { openTerminal } from './terminal.ts'

function recorder(isTTY = false) {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  return { out: { write, isTTY }, read: () => text.replaceAll(/\d+\.\d s/g, '0.0 s') }
}

test('A finished step has its tick, its words and its seconds; a failed one says nothing', async () => {
  const { out, read } = recorder()
  const terminal = openTerminal(out, out)
  expect(await terminal.phase('Pages', () => 7)).toBe(7)
  await terminal.phase('Database', ({ done }) => done('Database migrated'))
  await expect(terminal.phase('Demo', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  terminal.say('A word.')
  terminal.fail('It is over.')
  expect(read()).toBe('✓ Pages (0.0 s)\n✓ Database migrated (0.0 s)\n  A word.\n✗ It is over.\n')
})

test('On a terminal the step under way stands below what is finished', async () => {
  const { out, read } = recorder(true)
  const terminal = openTerminal(out, out)
  await terminal.phase('Pages', ({ progress }) => {
    progress('Compiling')
    terminal.say('A word.')
  })
  const clear = '\r\u001b[K'
  expect(
    read()
      .split(clear)
      .filter((part) => part !== ''),
  ).toEqual(['  Pages …', '  Pages: Compiling …', '  A word.\n', '  Pages: Compiling …', '✓ Pages (0.0 s)\n'])
})
