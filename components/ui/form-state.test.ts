import { describe, expect, test } from 'vitest'
import { refuse } from '#lib/kernel/result.ts'
import { EDGE_FAULT_WORDS } from './fault-words.ts'
import { formState } from './form-state.ts'

const refused = refuse({ code: 'input', fields: { email: 'too_small' } } as const)
const stateOf = (form: FormData) => formState(refused, EDGE_FAULT_WORDS, 'en', form)

describe('a refused form', () => {
  test('keeps what was typed, but no password and nothing of React’s own', () => {
    const form = new FormData()
    for (const name of ['email', 'password', 'current', '$ACTION_1:0']) form.set(name, 'x')
    expect(stateOf(form)).toEqual({
      done: false,
      problem: expect.any(String),
      wrong: ['email'],
      typed: { email: 'x' },
    })
  })

  test.each([[{ email: 'x' }], [null], ['x'], [[]]])(
    'is refused in words also when it is none: %j',
    (sent) => {
      expect(stateOf(sent as unknown as FormData)).toMatchObject({ done: false, problem: expect.any(String) })
    },
  )
})
