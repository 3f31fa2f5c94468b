// Says times the way people read them: message times, day dividers and Slack's <!date> tokens.
// A Slack timestamp ("1718000000.000100") is seconds since 1970 with the message's number behind the dot.
// All times are by the clock of whoever acts, as Slack tells them by the reader's profile.

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86400;

const DAY_MS = DAY_S * 1000;

let timeZone; // the browser's while it is not set

/** Tells times by this zone's clock from now on ("America/New_York"); by the browser's when there is no such zone. */
export function setTimeZone(name) {
  try {
    timeZone = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    timeZone = undefined;
  }
}

function say(moment, form, locale = []) {
  return moment.toLocaleString(locale, { ...form, timeZone });
}

/** The moment of a Slack timestamp. */
export function momentOf(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

export function clockTime(moment) {
  return say(moment, { hour: "numeric", minute: "2-digit" });
}

/** The day of a moment, "2026-03-10". */
export function dayKey(moment) {
  return say(moment, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");
}

/** Full date and time, for tooltips. */
export function fullTime(moment) {
  return say(moment, { dateStyle: "full", timeStyle: "medium" });
}

/** "Today", "Yesterday" or "Monday, 3 June". */
export function dayName(moment, now = new Date()) {
  const relative = relativeDay(moment, now);
  if (relative) return relative;
  const year = dayKey(moment).slice(0, 4) === dayKey(now).slice(0, 4) ? {} : { year: "numeric" };
  return say(moment, { weekday: "long", month: "long", day: "numeric", ...year });
}

function relativeDay(moment, now) {
  const days = Math.round((Date.parse(dayKey(moment)) - Date.parse(dayKey(now))) / DAY_MS);
  return { 0: "Today", [-1]: "Yesterday", 1: "Tomorrow" }[days] ?? null;
}

/** "just now", "5 minutes ago", "in 2 days". */
export function ago(moment, now = new Date()) {
  const seconds = (moment - now) / 1000;
  const size = Math.abs(seconds);
  if (size < MINUTE_S) return "just now";
  const [unit, length] =
    size < HOUR_S ? ["minute", MINUTE_S] : size < DAY_S ? ["hour", HOUR_S] : ["day", DAY_S];
  return new Intl.RelativeTimeFormat("en", { numeric: "always" }).format(Math.round(seconds / length), unit);
}

const SHORT = { month: "short", day: "numeric", year: "numeric" };
const LONG = { weekday: "long", month: "long", day: "numeric", year: "numeric" };
const MEDIUM = { month: "long", day: "numeric", year: "numeric" };

const TOKENS = {
  date_num: (moment) => dayKey(moment),
  date_slash: (moment) => say(moment, { year: "numeric", month: "numeric", day: "numeric" }, "en-US"),
  date: (moment) => say(moment, MEDIUM),
  date_short: (moment) => say(moment, SHORT),
  date_long: (moment) => say(moment, LONG),
  date_pretty: (moment, now) => pretty(moment, now, MEDIUM),
  date_short_pretty: (moment, now) => pretty(moment, now, SHORT),
  date_long_pretty: (moment, now) => pretty(moment, now, LONG),
  day_divider_pretty: (moment, now) => dayName(moment, now),
  time: (moment) => clockTime(moment),
  time_secs: (moment) => say(moment, { timeStyle: "medium" }),
  ago: (moment, now) => ago(moment, now),
};

function pretty(moment, now, style) {
  return relativeDay(moment, now)?.toLowerCase() ?? say(moment, style);
}

/** Fills the tokens of `<!date^…^format|fallback>`; the fallback when a token is unknown or the time is no number. */
export function formatDate(seconds, format, fallback, now = new Date()) {
  const moment = new Date(Number(seconds) * 1000);
  if (Number.isNaN(moment.getTime())) return fallback;
  let isKnown = true;
  const filled = format.replace(/\{(\w+)\}/g, (whole, token) => {
    if (TOKENS[token]) return TOKENS[token](moment, now);
    isKnown = false;
    return whole;
  });
  return isKnown ? filled : fallback;
}
