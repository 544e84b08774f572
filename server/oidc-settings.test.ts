import { expect, test } from 'vitest'
import { oidcFrom } from './oidc-settings.ts'

const wrong = (name: string, why: string): never => {
  throw new Error(`${name}: ${why}`)
}
const whole = {
  SANSHENG_OIDC_ISSUER: 'https://login.example.cn/realms/staff',
  SANSHENG_OIDC_CLIENT_ID: 'sansheng',
  SANSHENG_OIDC_CLIENT_SECRET: 'secret',
}

test('without an issuer there is no provider; what is set alone is a slip', () => {
  expect(oidcFrom({}, wrong)).toBeNull()
  expect(() => oidcFrom({ SANSHENG_OIDC_LABEL: '集团登录' }, wrong)).toThrow('SANSHENG_OIDC_LABEL')
})

test('what is not set is what Keycloak does by default, with passwords on', () => {
  expect(oidcFrom(whole, wrong)).toEqual({
    issuer: 'https://login.example.cn/realms/staff',
    clientId: 'sansheng',
    clientSecret: 'secret',
    label: '统一登录',
    claim: 'preferred_username',
    passwords: true,
  })
  expect(oidcFrom({ ...whole, SANSHENG_OIDC_PASSWORDS: '0' }, wrong)?.passwords).toBe(false)
})

test.each([
  ['http://10.0.0.8:8080/realms/staff', true],
  ['http://192.168.1.8', true],
  ['http://172.31.0.1', true],
  ['http://localhost:8080', true],
  ['http://[::1]:8080', true],
  ['http://login.example.cn', false],
  ['http://172.32.0.1', false],
  ['http://10.0.0.8.example.cn', false],
  ['ldap://10.0.0.8', false],
  ['login.example.cn', false],
])('%s may be the issuer: %s', (issuer, may) => {
  const read = () => oidcFrom({ ...whole, SANSHENG_OIDC_ISSUER: issuer }, wrong)
  if (may) expect(read()?.issuer).toBe(issuer)
  else expect(read).toThrow('SANSHENG_OIDC_ISSUER')
})

test.each(['SANSHENG_OIDC_CLIENT_ID', 'SANSHENG_OIDC_CLIENT_SECRET'])('%s is needed with the issuer', name => {
  expect(() => oidcFrom({ ...whole, [name]: '' }, wrong)).toThrow(name)
})
