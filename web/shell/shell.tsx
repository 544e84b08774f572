import { firstCharacter } from '@sansheng/rulebook/vocabulary'
import { Link, type LinkProps, Outlet, useNavigate } from '@tanstack/react-router'
import { Avatar, Dropdown, Select } from 'antd'
import { WifiOff } from 'lucide-react'
import { Suspense } from 'react'
import { Mark } from '../ui/mark.tsx'
import './shell.css'
import { Slot, useNavigation } from '../app/feature-context.tsx'
import { useLabel } from '../app/i18n.ts'
import { useShellLabels } from '../app/labels.ts'
import { languageNames, otherLanguage, useLanguage } from '../app/language.ts'
import { useLiveState } from '../app/live.ts'
import { useLook } from '../app/look.tsx'
import { useMyLanguage } from '../app/my-language.ts'
import { mustSetUp, useSession } from '../app/session.tsx'
import { signOut } from '../app/sign-out.ts'
import { SignedIn } from './signed-in.tsx'

export function Shell() {
  return (
    <SignedIn>
      <Frame />
    </SignedIn>
  )
}

function Frame() {
  const t = useShellLabels()
  const label = useLabel()
  const places = useNavigation('rail')
  const { me } = useSession()
  if (mustSetUp(me)) return <OnlyThis />
  return (
    <div className="ss-app">
      <a className="ss-skip" href="#content">
        {t('skip')}
      </a>
      <nav className="ss-rail ss-no-print" aria-label={t('product')}>
        <Link to="/" className="ss-logo" aria-label={t('product')}>
          <Rings />
        </Link>
        {places.map(({ icon: Icon, Badge, ...place }) => (
          <Link
            key={place.to}
            to={place.to as LinkProps['to']}
            className="ss-place"
            activeProps={{ className: 'ss-place ss-on', 'aria-current': 'page' }}
          >
            <span className="ss-place-icon">
              <Icon size={19} strokeWidth={1.75} />
              <Suspense>{Badge && <Badge />}</Suspense>
            </span>
            {label(place.label)}
          </Link>
        ))}
      </nav>
      <div className="ss-body">
        <TopBar />
        <LiveBanner />
        <main id="content" className="ss-main">
          <Outlet />
        </main>
      </div>
    </div>
  )
}

/** Nothing else can be done yet, so nothing else is offered. */
function OnlyThis() {
  return (
    <div className="ss-body ss-only">
      <header className="ss-bar">
        <PersonMenu />
      </header>
      <main id="content" className="ss-main">
        <Outlet />
      </main>
    </div>
  )
}

function LiveBanner() {
  const t = useShellLabels()
  if (useLiveState() === 'online') return null
  return (
    <div className="ss-offline" role="status">
      <WifiOff size={16} /> {t('reconnecting')}
    </div>
  )
}

function TopBar() {
  const t = useShellLabels()
  const session = useSession()
  const { me, site } = session
  return (
    <header className="ss-bar ss-no-print">
      <PersonMenu />
      {me.demo && (
        <Mark tone="soon" title={t('demoHint')}>
          {t('demo')}
        </Mark>
      )}
      {me.sites.length > 1 ? (
        <Select
          className="ss-site"
          aria-label={t('site')}
          value={session.siteId}
          onChange={session.setSite}
          options={me.sites.map(s => ({ value: s.site.id, label: s.site.name }))}
          variant="borderless"
        />
      ) : (
        <span className="ss-el ss-bar-site">{site?.name}</span>
      )}
      <span className="ss-grow" />
      <Slot name="search" props={{}} />
      {session.can('notifications:read') && <Slot name="bell" props={{}} />}
    </header>
  )
}

function PersonMenu() {
  const t = useShellLabels()
  const { me } = useSession()
  const look = useLook()
  const other = otherLanguage[useLanguage()]
  const choose = useMyLanguage()
  const navigate = useNavigate()
  const items = [
    { key: 'account', label: t('account'), onClick: () => void navigate({ to: '/account' }) },
    {
      key: 'theme',
      label: look.theme === 'dark' ? t('light') : t('dark'),
      onClick: () => look.setTheme(look.theme === 'dark' ? 'light' : 'dark'),
    },
    {
      key: 'size',
      label: look.size === 'large' ? t('normalSize') : t('large'),
      onClick: () => look.setSize(look.size === 'large' ? 'normal' : 'large'),
    },
    {
      key: 'language',
      label: <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{languageNames[other]}</span>,
      onClick: () => choose(other),
    },
    { type: 'divider' as const },
    { key: 'out', label: t('signOut'), onClick: signOut },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <button
        type="button"
        className="ss-bare ss-row ss-me"
        aria-label={`${firstCharacter(me.person.name)} ${me.person.name} ${me.person.staffNumber}`}
      >
        <Avatar size={32} className="ss-av">
          {firstCharacter(me.person.name)}
        </Avatar>
        <span className="ss-el">{me.person.name}</span>
        <span className="ss-num ss-bar2">{me.person.staffNumber}</span>
      </button>
    </Dropdown>
  )
}

export function Rings({ size = 40 }: { size?: number }) {
  return (
    <svg viewBox="0 0 40 40" width={size} height={size} aria-hidden="true">
      <circle cx="8" cy="32" r="4" fill="var(--ss-accent)" />
      <g fill="none" stroke="var(--ss-accent)" strokeWidth="4" strokeLinecap="round">
        <path d="M8 22a10 10 0 0 1 10 10" />
        <path d="M8 14.500a17.500 17.500 0 0 1 17.500 17.500" opacity=".72" />
        <path d="M8 7a25 25 0 0 1 25 25" opacity=".45" />
      </g>
    </svg>
  )
}
