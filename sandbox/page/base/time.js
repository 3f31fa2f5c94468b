// Says times the way people read them: message times, day dividers and Slack's <!date> tokens.
// A Slack timestamp ("1718000000.000100") is seconds since 1970 with the message's number behind the dot.

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86400;

/** The moment of a Slack timestamp. */
export function momentOf(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

export function clockTime(moment) {
  return moment.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}

export function dayKey(moment) {
  return `${moment.getFullYear()}-${moment.getMonth()}-${moment.getDate()}`;
}

/** Full date and time, for tooltips. */
export function fullTime(moment) {
  return moment.toLocaleString([], { dateStyle: "full", timeStyle: "medium" });
}

/** "Today", "Yesterday" or "Monday, 3 June". */
export function dayName(moment, now = new Date()) {
  const relative = relativeDay(moment, now);
  if (relative) return relative;
  const year = moment.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return moment.toLocaleDateString([], { weekday: "long", month: "long", day: "numeric", ...year });
}

function relativeDay(moment, now) {
  for (const [days, name] of [
    [0, "Today"],
    [-1, "Yesterday"],
    [1, "Tomorrow"],
  ]) {
    const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
    if (dayKey(day) === dayKey(moment)) return name;
  }
  return null;
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
  date_num: (moment) => moment.toLocaleDateString("en-CA"),
  date_slash: (moment) => moment.toLocaleDateString("en-US"),
  date: (moment) => moment.toLocaleDateString([], MEDIUM),
  date_short: (moment) => moment.toLocaleDateString([], SHORT),
  date_long: (moment) => moment.toLocaleDateString([], LONG),
  date_pretty: (moment, now) => pretty(moment, now, MEDIUM),
  date_short_pretty: (moment, now) => pretty(moment, now, SHORT),
  date_long_pretty: (moment, now) => pretty(moment, now, LONG),
  day_divider_pretty: (moment, now) => dayName(moment, now),
  time: (moment) => clockTime(moment),
  time_secs: (moment) => moment.toLocaleTimeString([], { timeStyle: "medium" }),
  ago: (moment, now) => ago(moment, now),
};

function pretty(moment, now, style) {
  return relativeDay(moment, now)?.toLowerCase() ?? moment.toLocaleDateString([], style);
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
