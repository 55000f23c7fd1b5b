import { orderStateWords } from '#components/orders/state-words.ts'
import type { FulfilmentFault } from '#lib/fulfilment/model.ts'
import type { FaultWords } from '#lib/kernel/locale.ts'

export const FULFILMENT_FAULT_WORDS: FaultWords<FulfilmentFault> = {
  'order-unknown': {
    zh: () => '找不到这笔订单。',
    en: () => 'There is no such order.',
    fr: () => 'Commande introuvable.',
  },
  'not-allowed': {
    zh: () => '只有打包员和管理员可以做这件事。',
    en: () => 'Packers and managers do this.',
    fr: () => 'C’est l’affaire des emballeurs et des responsables.',
  },
  'order-moved': {
    zh: ({ state }) => `这笔订单已经变了：${orderStateWords[state].zh}。`,
    en: ({ state }) => `This order has moved on: ${orderStateWords[state].en}.`,
    fr: ({ state }) => `Cette commande a changé : ${orderStateWords[state].fr}.`,
  },
}
