import type { FailoverInstance, FailoverScript, Known } from './model.ts';

const second = 1_000_000;
const centisecond = 10_000;

/** 2 or 3 [vrrp_complete_instance]: IPv6 is 3 unless 2 is written and strict mode is off. */
export function protocolVersion(instance: FailoverInstance): Known<number> {
  if (instance.version === undefined || instance.family === undefined) return instance.version ?? undefined;
  if (instance.family === 'ipv4') return instance.version ?? 2;
  if (instance.version === 2) return instance.strict === undefined ? undefined : instance.strict ? 3 : 2;
  return 3;
}

/** advert_int as used, in microseconds: whole seconds up to 255 in version 2, hundredths up to 40.95 s in version 3. */
export function advertMicroseconds(instance: FailoverInstance): Known<number> {
  const version = protocolVersion(instance);
  if (instance.advertInterval === undefined || version === undefined) return undefined;
  const written = Math.round((instance.advertInterval ?? 1) * second);
  const [unit, limit] = version === 2 ? [second, 255 * second] : [centisecond, 4_095 * centisecond];
  if (written > limit) return limit;
  return Math.max(unit, Math.floor((written + unit / 2) / unit) * unit);
}

/** Microseconds that a timer is longer for each point of priority below 256 [VRRP_TIMER_SKEW]. */
export function skewPerPoint(version: Known<number>, interval: number): number {
  return version === 3 ? interval / 256 : second / 256;
}

/** Microseconds of silence that a backup bears, without the skew [VRRP_MS_DOWN_TIMER]. */
export function silence(instance: FailoverInstance, interval: number): Known<number> {
  const adverts = instance.strict === true ? 3 : instance.downTimerAdverts;
  return adverts === undefined ? undefined : adverts * interval;
}

/** Seconds until a script counts as failed at the worst: `fall` runs, the last of which hangs until its timeout. */
export function detectionSeconds(script: FailoverScript | undefined): Known<number> {
  if (!script) return undefined;
  const { fall, interval, timeout } = script;
  if (fall === undefined || interval === undefined || timeout === undefined) return undefined;
  return fall * interval + (timeout ?? interval);
}

/** Microseconds as seconds with three decimals. */
export function inSeconds(microseconds: number): number {
  return Math.round(microseconds / 1_000) / 1_000;
}
