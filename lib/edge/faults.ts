/** What any action may answer before its verb was even asked. */
export type EdgeFault =
  | { readonly code: 'input'; readonly fields: Readonly<Record<string, string>> }
  | { readonly code: 'sign-in-first' }
  | { readonly code: 'not-allowed' }
  | { readonly code: 'too-many'; readonly seconds: number }
  | { readonly code: 'broken'; readonly requestId: string }
