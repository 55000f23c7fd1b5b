import type { Role } from '#lib/members/model.ts'

/** The keys of a role's words in messages/{locale}/account.json. */
export const ROLE_WORDS = {
  HOST: { name: 'roleHost', hint: 'roleHostHint' },
  ASSISTANT: { name: 'roleAssistant', hint: 'roleAssistantHint' },
  PACKER: { name: 'rolePacker', hint: 'rolePackerHint' },
  MANAGER: { name: 'roleManager', hint: 'roleManagerHint' },
} as const satisfies Record<Role, object>
