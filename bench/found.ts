/** Founds the site that is measured, through the API: the shipped standard in force, its departments, one agent. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { adminPassword, root } from './product.ts'

export type Site = { siteId: number; token: string }

export type Api = <T>(method: string, path: string, body?: object) => Promise<T>
export function api(port: number, token?: string): Api {
  return async (method, path, body) => {
    const reply = await fetch(`http://127.0.0.1:${port}/api${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    return await reply.json()
  }
}

async function signIn(port: number, staffNumber: string, password: string): Promise<string> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/people/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNumber, password }),
  })
  if (!reply.ok) throw new Error(`sign-in of ${staffNumber}: ${reply.status} ${await reply.text()}`)
  return /sansheng_session=([\w-]+)/.exec(reply.headers.get('set-cookie') ?? '')![1]!
}

const departments = ['抢修队', '水质科', '营业部', '稽查科', '临川维修所', '客户服务部']

/** `folder`: the checkout whose own standard is put in force. */
export async function foundSite(port: number, folder = root): Promise<Site> {
  const admin = api(port, await signIn(port, 'admin', adminPassword))
  const { id: siteId } = await admin<{ id: number }>('POST', '/sites', {
    unitName: '澜州水务',
    code: 'LZ',
    name: '澜州供水热线',
    kind: 'water',
  })
  const add = async (staffNumber: string, name: string, role: string) => {
    const made = await admin<{ firstPassword: string }>('POST', `/sites/${siteId}/persons`, {
      staffNumber,
      name,
      grants: [{ role, scope: 'site', siteId }],
    })
    const next = `${adminPassword}-next`
    await api(port, await signIn(port, staffNumber, made.firstPassword))('POST', '/people/me/password', {
      current: made.firstPassword,
      next,
    })
    // a session ends with its password
    return await signIn(port, staffNumber, next)
  }
  for (const name of departments) await admin('POST', `/sites/${siteId}/departments`, { name })
  const director = api(port, await add('2001', '方主任', 'director'))
  const source = readFileSync(join(folder, 'standards/water-hotline.md'), 'utf8')
  await director('POST', `/sites/${siteId}/standard-versions`, { source, note: 'bench' })
  return { siteId, token: await add('1001', '林晓棠', 'agent') }
}
