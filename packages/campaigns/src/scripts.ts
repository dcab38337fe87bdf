// Each script is atomic, and may be run again after a lost reply. Times are those of Redis.
const shared = `
local function now() local time = redis.call("TIME") return time[1] * 1000 + math.floor(time[2] / 1000) end
local function count(campaign, old, new)
  if old == new then return end
  if old then redis.call("HINCRBY", campaign, "n:" .. old, -1) end
  if new then redis.call("HINCRBY", campaign, "n:" .. new, 1) end
end
local function read(mark)
  if not mark then return end
  return string.match(mark, "^(%a)|(%d+)|([^|]*)|([^|]*)|([^|]*)|(.*)$")
end
local function write(marks, index, ...) redis.call("HSET", marks, index, table.concat({...}, "|")) end
local function reopen(due, marks, name, at)
  redis.call("ZADD", due, at, name .. ":" .. redis.call("HINCRBY", marks, "generation", 1))
end
`;

/** KEYS: campaign, campaigns, templates. ARGV: id, definition, template, pairs of fields. Returns the definition that is stored. */
const define = `${shared}
if redis.call("HSETNX", KEYS[1], "definition", ARGV[2]) == 1 then
  redis.call("HSET", KEYS[1], "state", "running", "createdAt", now(), unpack(ARGV, 4))
  redis.call("SADD", KEYS[2], ARGV[1])
  if ARGV[3] ~= "" then redis.call("SADD", KEYS[3], ARGV[3]) end
end
return redis.call("HGET", KEYS[1], "definition")`;

/** KEYS: campaign, open, batch, marks, due. ARGV: batch, size, checksum, recipients, name. 1: added, 0: there already. */
const addBatch = `${shared}
local known = redis.call("HGET", KEYS[4], "checksum")
if known == ARGV[3] then return 0 end
if known then return -1 end
if redis.call("HGET", KEYS[1], "sealed") then return -1 end
redis.call("SET", KEYS[3], ARGV[4])
redis.call("HSET", KEYS[4], "checksum", ARGV[3], "size", ARGV[2], "generation", 0)
redis.call("SADD", KEYS[2], ARGV[1])
redis.call("HINCRBY", KEYS[1], "total", ARGV[2])
redis.call("HINCRBY", KEYS[1], "batches", 1)
redis.call("ZADD", KEYS[5], now() + 5000, ARGV[5] .. ":0")
return 1`;

/** KEYS: campaign, open. ARGV: batches. Notes that all recipients have been read; 0 if there were more before. */
const seal = `
if tonumber(redis.call("HGET", KEYS[1], "batches") or "0") ~= tonumber(ARGV[1]) then return 0 end
redis.call("HSET", KEYS[1], "sealed", 1)
if redis.call("SCARD", KEYS[2]) == 0 and redis.call("HGET", KEYS[1], "state") ~= "cancelled" then
  redis.call("HSET", KEYS[1], "state", "completed")
end
return 1`;

/** KEYS: campaign, marks, started, suppressed, hold, templates. ARGV: index, token, recipient, template. */
const begin = `${shared}
local time = now()
local state, at, token = read(redis.call("HGET", KEYS[2], ARGV[1]))
if state then
  if (state ~= "b" and state ~= "u") or token ~= ARGV[2] then return "taken" end
  count(KEYS[1], state, "b")
  write(KEYS[2], ARGV[1], "b", time, token, "", "", "")
  return "go"
end
if redis.call("HGET", KEYS[1], "state") ~= "running" then return "stopped" end
local held = redis.call("PTTL", KEYS[5])
if held > 0 then return "held " .. held end
if ARGV[4] ~= "" then redis.call("SADD", KEYS[6], ARGV[4]) end
local result, letter = "go", "b"
if tonumber(redis.call("ZSCORE", KEYS[4], ARGV[3]) or "0") > time then result, letter = "suppressed", "x"
elseif redis.call("SADD", KEYS[3], ARGV[3]) == 0 then result, letter = "duplicate", "y" end
write(KEYS[2], ARGV[1], letter, time, ARGV[2], "", "", "")
redis.call("HSETNX", KEYS[1], "startedAt", time)
count(KEYS[1], nil, letter)
return result`;

/** KEYS: campaign, marks, started, unknown. ARGV: index, token, recipient, place, letter or "-", message id, code, details. */
const finish = `${shared}
local state, at, token, id = read(redis.call("HGET", KEYS[2], ARGV[1]))
if not state or token ~= ARGV[2] then return 0 end
local isOpen = state == "b" or state == "u"
if not isOpen then
  if id ~= "" or ARGV[6] == "" then return 0 end
  local _, _, _, _, code, details = read(redis.call("HGET", KEYS[2], ARGV[1]))
  write(KEYS[2], ARGV[1], state, at, token, ARGV[6], code, details)
  return 1
end
redis.call("ZREM", KEYS[4], ARGV[4])
if ARGV[5] == "-" then
  redis.call("HDEL", KEYS[2], ARGV[1])
  redis.call("SREM", KEYS[3], ARGV[3])
  count(KEYS[1], state, nil)
  return 1
end
local time = now()
write(KEYS[2], ARGV[1], ARGV[5], time, token, ARGV[6], ARGV[7], ARGV[8])
count(KEYS[1], state, ARGV[5])
if ARGV[5] == "u" then redis.call("ZADD", KEYS[4], time, ARGV[4]) end
return 1`;

/** KEYS: campaign, marks, open, parked, unknown, due. ARGV: batch, name, longest call, wait. Ends a job. */
const endJob = `${shared}
local time, size = now(), tonumber(redis.call("HGET", KEYS[2], "size") or "0")
local state = redis.call("HGET", KEYS[1], "state")
local untouched, young = 0, 0
for index = 0, size - 1 do
  local letter, at, token = read(redis.call("HGET", KEYS[2], index))
  if not letter then untouched = untouched + 1
  elseif letter == "b" then
    if time - tonumber(at) < tonumber(ARGV[3]) then young = young + 1
    else
      write(KEYS[2], index, "u", time, token, "", "", "")
      count(KEYS[1], "b", "u")
      redis.call("ZADD", KEYS[5], time, ARGV[1] .. ":" .. index)
    end
  end
end
if state == "cancelled" then untouched = 0 end
if untouched == 0 and young == 0 then
  redis.call("SREM", KEYS[3], ARGV[1])
  if state ~= "cancelled" and redis.call("HGET", KEYS[1], "sealed") and redis.call("SCARD", KEYS[3]) == 0 then
    redis.call("HSET", KEYS[1], "state", "completed")
  end
elseif young == 0 and state == "paused" then redis.call("SADD", KEYS[4], ARGV[1])
else
  local wait = tonumber(ARGV[4])
  if untouched == 0 then wait = tonumber(ARGV[3]) end
  reopen(KEYS[6], KEYS[2], ARGV[2], time + wait)
end`;

/** KEYS: marks, open, due. ARGV: batch, name, generation. Replaces a job that failed. */
const replaceJob = `${shared}
if redis.call("SISMEMBER", KEYS[2], ARGV[1]) == 1 and redis.call("HGET", KEYS[1], "generation") == ARGV[3] then
  reopen(KEYS[3], KEYS[1], ARGV[2], now())
end`;

/** KEYS: campaign, marks, unknown. ARGV: index, place, letter, message id, code, details. Takes a status of the platform. */
const settle = `${shared}
local size = tonumber(redis.call("HGET", KEYS[2], "size") or "0")
if tonumber(ARGV[1]) >= size then return 0 end
local ranks = { b = 0, u = 0, n = 0, r = 0, x = 0, y = 0, a = 1, s = 2, f = 3, d = 4, R = 5 }
local state, at, token, id, code, details = read(redis.call("HGET", KEYS[2], ARGV[1]))
if state and ranks[state] >= ranks[ARGV[3]] then return 0 end
redis.call("ZREM", KEYS[3], ARGV[2])
write(KEYS[2], ARGV[1], ARGV[3], now(), token or "", ARGV[4], ARGV[5], ARGV[6])
count(KEYS[1], state, ARGV[3])
return 1`;

/** KEYS: campaign, marks, unknown, started, open, due. ARGV: batch, index, decision, recipient, name. Takes a person's decision. */
const decide = `${shared}
local place = ARGV[1] .. ":" .. ARGV[2]
local state, at, token = read(redis.call("HGET", KEYS[2], ARGV[2]))
local isAgain = ARGV[3] == "resend"
if state ~= "u" and not (isAgain and (state == "n" or state == "r" or state == "f")) then return 0 end
if isAgain and redis.call("HGET", KEYS[1], "state") == "cancelled" then return 0 end
redis.call("ZREM", KEYS[3], place)
if not isAgain then
  local letter = ARGV[3] == "sent" and "s" or "n"
  write(KEYS[2], ARGV[2], letter, now(), token, "", "", "")
  count(KEYS[1], state, letter)
  return 1
end
redis.call("HDEL", KEYS[2], ARGV[2])
redis.call("SREM", KEYS[4], ARGV[4])
count(KEYS[1], state, nil)
redis.call("SADD", KEYS[5], ARGV[1])
if redis.call("HGET", KEYS[1], "state") == "completed" then redis.call("HSET", KEYS[1], "state", "running") end
reopen(KEYS[6], KEYS[2], ARGV[5], now())
return 1`;

/** KEYS: campaign. ARGV: state, reason, states from which it may come. 1 if the state changed. */
const change = `
local state = redis.call("HGET", KEYS[1], "state")
for index = 3, #ARGV do
  if state == ARGV[index] then
    redis.call("HSET", KEYS[1], "state", ARGV[1], "reason", ARGV[2])
    return 1
  end
end
return 0`;

/** KEYS: parked, marks, due. ARGV: batch, name. */
const unpark = `${shared}
if redis.call("SREM", KEYS[1], ARGV[1]) == 1 then reopen(KEYS[3], KEYS[2], ARGV[2], now()) end`;

/** KEYS: due. ARGV: most. Names of the batches that need a job now. */
const listDue = `${shared}
return redis.call("ZRANGEBYSCORE", KEYS[1], "-inf", now(), "LIMIT", 0, ARGV[1])`;

/** KEYS: hold. ARGV: milliseconds. Holds a number back, unless it is held back for longer. */
const hold = `
if redis.call("PTTL", KEYS[1]) < tonumber(ARGV[1]) then redis.call("SET", KEYS[1], 1, "PX", ARGV[1]) end`;

/**
 * KEYS: bucket, the time at which it is full again. ARGV: burst, interval, permits, longest reservation. Returns the
 * milliseconds until the first permit is due, as text; negative when several are due now. None is reserved if it is due
 * later than the longest reservation.
 */
const takePermits = `
local time = redis.call("TIME")
local now = time[1] * 1000 + time[2] / 1000
local full = math.max(tonumber(redis.call("GET", KEYS[1]) or "0"), now)
local first = full - now - (ARGV[1] - 1) * ARGV[2]
if first <= tonumber(ARGV[4]) then
  full = full + ARGV[3] * ARGV[2]
  redis.call("SET", KEYS[1], string.format("%.3f", full), "PX", math.ceil(full - now))
end
return string.format("%.3f", first)`;

export const scripts = {
  define,
  addBatch,
  seal,
  begin,
  finish,
  endJob,
  replaceJob,
  settle,
  decide,
  change,
  unpark,
  listDue,
  hold,
  takePermits,
};
