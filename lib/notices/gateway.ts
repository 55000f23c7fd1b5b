import 'server-only'
import { createTransport } from 'nodemailer'
import { env } from '#lib/kernel/env.ts'

/** How the mail server answered. `final`: it will say the same tomorrow (RFC 5321 4.2.1, 5yz). */
export type Delivery =
  | { readonly sent: true }
  | { readonly sent: false; readonly final: boolean; readonly reason: string }

/** Hands one mail to the server of SMTP_URL. `id` stays the same over all tries, so that a double can be told. */
export async function sendMail(
  smtpUrl: string,
  mail: {
    readonly id: string
    readonly to: string
    readonly subject: string
    readonly text: string
    readonly html: string
  },
): Promise<Delivery> {
  const { id, to, ...words } = mail
  // A connection for each: mails are few, and an idle one would be cut by the server anyway.
  const transport = createTransport({
    url: smtpUrl,
    // Well within the claim of deliver-mail.ts, so that nobody else sends it meanwhile.
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      ...words,
      from: env().mailFrom,
      // As an address, never as a list to be parsed.
      to: { name: '', address: to },
      messageId: `<${id}@${new URL(env().publicUrl).hostname}>`,
      // RFC 3834: no "I am on holiday" back to the shop.
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return { sent: true }
  } catch (err) {
    const { responseCode, code, response } = err as {
      responseCode?: number
      code?: string
      response?: string
    }
    return {
      sent: false,
      final: responseCode !== undefined && responseCode >= 500,
      reason: (response ?? code ?? 'the mail server did not answer').slice(0, 300),
    }
  } finally {
    transport.close()
  }
}
