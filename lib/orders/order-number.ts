/**
 * `7K3M-9QX2`: what people say on the phone, the random end of the order's id in its alphabet without I, L, O and U.
 * Of a trillion; should two ever meet, the database refuses the second and it is made anew.
 */
export function orderNumber(orderId: string): string {
  const letters = orderId.slice(-8).toUpperCase()
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/**
 * What somebody typed or was told, as it is written; null when it is rather a name (no digit) or a phone (no letter).
 */
export function readOrderNumber(typed: string): string | null {
  if (!/\d/.test(typed) || !/[a-z]/i.test(typed)) return null
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(letters) ? `${letters.slice(0, 4)}-${letters.slice(4)}` : null
}
