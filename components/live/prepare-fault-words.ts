import type { FaultWords } from '#lib/kernel/locale.ts'

/** What a form in the studio may answer besides the verbs. */
export const PREPARE_FAULT_WORDS: FaultWords<{
  readonly code: 'price-unreadable'
  readonly typed: string
}> = {
  'price-unreadable': {
    zh: ({ typed }) => `“${typed}”不是一个价格。请写成 35.80 这样。`,
    en: ({ typed }) => `“${typed}” is not a price. Write it like 35.80.`,
    fr: ({ typed }) => `« ${typed} » n’est pas un prix. Écrivez-le comme 35,80.`,
  },
}
