-- Posts filled forms over wrk's keep-alive connections. Arguments: MODE, then what the mode needs.
--   sign PATHS HIDDEN START TAKE  PATHS of forms with commas between, HIDDEN their hidden fields already encoded, START
--                                 the first number of an address, TAKE after how many different forms to stop. Of a
--                                 hundred forms 5 repeat an earlier one and 5 lack the consent.
--   confirm FILE SKIP TAKE        each line of FILE is the path of a confirmation page
local mode, hidden, paths, lines, next, sent, last, take
-- Global, because wrk reads a thread’s globals when it is done.
fresh, repeated, invalid = 0, 0, 0

local form = {
  ["Content-Type"] = "application/x-www-form-urlencoded",
  ["Sec-Fetch-Site"] = "same-origin",
}

local function address(n)
  return string.format("10.%d.%d.%d", math.floor(n / 62500) % 250 + 1, math.floor(n / 250) % 250, n % 250)
end

local given = { "Ada", "Bela", "Chidi", "Dana", "Emre", "Farah", "Goran", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Mara" }
local family = { "Ahlberg", "Brandt", "Castel", "Dumont", "Eriksen", "Fofana", "Garcia", "Horvat", "Ito", "Jansen", "Kaya" }

local function body(n, consents)
  local name = given[n % #given + 1] .. "+" .. family[math.floor(n / 13) % #family + 1] .. "+" .. n
  local text = hidden .. "&name=" .. name .. "&email=signer" .. n .. "%40mail" .. (n % 997) .. ".example"
  if n % 2 == 0 then text = text .. "&show=yes" end
  if consents then text = text .. "&consent=1" end
  return text
end

function init(args)
  mode = args[1]
  sent = 0
  if mode == "sign" then
    hidden = args[3]
    next = tonumber(args[4])
    take = tonumber(args[5])
    paths = {}
    for path in string.gmatch(args[2], "[^,]+") do paths[#paths + 1] = path end
  else
    lines = {}
    local skip = tonumber(args[3])
    take = tonumber(args[4])
    local number = 0
    for line in io.lines(args[2]) do
      if number >= skip and number < skip + take then lines[#lines + 1] = line end
      number = number + 1
    end
    next = 1
  end
end

function setup(thread)
  threads = threads or {}
  threads[#threads + 1] = thread
end

function request()
  sent = sent + 1
  if mode == "confirm" then
    local line = lines[next]
    if line == nil then
      -- Everything is confirmed: the last one again, which changes nothing, until wrk's time is over.
      repeated = repeated + 1
      line = lines[#lines]
    else
      next = next + 1
      fresh = fresh + 1
    end
    form["X-Forwarded-For"] = address(next)
    return wrk.format("POST", line, form, "")
  end
  local kind = sent % 20
  -- Enough: from now on only what is there already.
  if fresh >= take and last then kind = 7 end
  local n = next
  local path = paths[n % #paths + 1]
  if kind == 7 and last then
    repeated = repeated + 1
    n = last
    path = paths[n % #paths + 1]
  elseif kind == 13 then
    invalid = invalid + 1
  else
    fresh = fresh + 1
    last = n
    next = next + 1
  end
  form["X-Forwarded-For"] = address(n)
  return wrk.format("POST", path, form, body(n, kind ~= 13))
end

function done(summary, latency)
  local total = { fresh = 0, repeated = 0, invalid = 0 }
  for _, thread in ipairs(threads) do
    for key in pairs(total) do total[key] = total[key] + (thread:get(key) or 0) end
  end
  io.write(string.format(
    '\nRESULT {"requests":%d,"seconds":%.3f,"refused":%d,"broken":%d,"fresh":%d,"repeated":%d,"invalid":%d,"p50":%.3f,"p99":%.3f}\n',
    summary.requests, summary.duration / 1e6, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    total.fresh, total.repeated, total.invalid, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
