"""How money is written: symbols, ISO codes, names of currencies and of crypto assets. Tables only, longest form first."""

from __future__ import annotations

import re

SYMBOLS: dict[str, str] = {
    "US$": "USD",
    "USD$": "USD",
    "U.S.$": "USD",
    "U.S. $": "USD",
    "HK$": "HKD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "S$": "SGD",
    "NZ$": "NZD",
    "NT$": "TWD",
    "MX$": "MXN",
    "R$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "CN¥": "CNY",
    "¥": "JPY",
    "￥": "JPY",
    "₽": "RUB",
    "₹": "INR",
    "₩": "KRW",
    "₴": "UAH",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "₦": "NGN",
    "₱": "PHP",
    "฿": "THB",
    "₸": "KZT",
    "Rs.": "INR",
    "Rs": "INR",
    "RMB": "CNY",
    "₿": "BTC",
    "Ξ": "ETH",
}

# Codes that are also English words in capitals (ALL, TOP, CUP) are left out.
ISO_CODES = tuple(
    re.findall(
        "[A-Z]{3}",
        "USD EUR GBP JPY CNY CHF HKD AUD CAD SGD NZD TWD RUB UAH KZT BYN INR PKR BDT KRW KPW THB VND KHR MMK IDR MYR PHP "
        "AED SAR QAR KWD BHD IRR IQD SYP LBP EGP ILS TRY NGN ZAR KES GHS BRL MXN COP ARS VES PEN CLP SEK NOK DKK PLN CZK "
        "HUF RON BGN GEL AMD AZN KGS UZS MDL RSD AFN",
    )
)

# Tickers are read in capitals only; a "b" before "ETH" or a "W" before "BTC" makes another asset of the same coin.
TICKERS: dict[str, str] = {
    "BTC": "BTC",
    "XBT": "BTC",
    "WBTC": "WBTC",
    "ETH": "ETH",
    "WETH": "WETH",
    "stETH": "STETH",
    "mETH": "METH",
    "cmETH": "CMETH",
    "ETC": "ETC",
    "USDT": "USDT",
    "USDC": "USDC",
    "BUSD": "BUSD",
    "TUSD": "TUSD",
    "DAI": "DAI",
    "A7A5": "A7A5",
    "BNB": "BNB",
    "TRX": "TRX",
    "SOL": "SOL",
    "XRP": "XRP",
    "XMR": "XMR",
    "LTC": "LTC",
    "BCH": "BCH",
    "BSV": "BSV",
    "ZEC": "ZEC",
    "DASH": "DASH",
    "DOGE": "DOGE",
    "MATIC": "POL",
    "AVAX": "AVAX",
}

COIN_NAMES: dict[str, str] = {
    "bitcoins?": "BTC",
    "bitcoin cash": "BCH",
    "ethers?": "ETH",
    "ethereum": "ETH",
    "wrapped ether(?:eum)?": "WETH",
    "tethers?": "USDT",
    "usd coins?": "USDC",
    "moneros?": "XMR",
    "litecoins?": "LTC",
    "dogecoins?": "DOGE",
    "ripples?": "XRP",
    "zcash": "ZEC",
    "solana": "SOL",
}

# Nouns that make of "50 bitcoin" something that is counted, not paid.
COUNTED = (
    "(?:address|wallet|account|transaction|transfer|payment|deposit|withdrawal|ATM|kiosk|machine|miner|mixer|exchange|"
    "user|holder|node|block|key|client|trader|investor|wager|bet|farm|fund|ETF|domain|network|project|developer|company|"
    "companies|scam|fraud|theft|mining|blockchain|lending)"
)

NAMES: dict[str, str] = {
    r"(?:U\.?S\.?|American|United States) dollars?": "USD",
    "Hong Kong dollars?": "HKD",
    "Australian dollars?": "AUD",
    "Canadian dollars?": "CAD",
    "Singapore(?:an)? dollars?": "SGD",
    "New Zealand dollars?": "NZD",
    "(?:New )?Taiwan(?:ese)? dollars?": "TWD",
    "dollars?": "USD",
    "euros?": "EUR",
    "(?:British )?pounds? sterling": "GBP",
    "British pounds?": "GBP",
    "Egyptian pounds?": "EGP",
    "Lebanese pounds?": "LBP",
    "Syrian pounds?": "SYP",
    "pounds?": "GBP",
    "(?:Swiss )?francs?": "CHF",
    "(?:Japanese )?yen": "JPY",
    "(?:Chinese )?(?:yuan|renminbi)": "CNY",
    "North Korean won": "KPW",
    "(?:South )?Korean won": "KRW",
    "won": "KRW",
    "Belarusian r(?:o)?ubles?": "BYN",
    "(?:Russian )?r(?:o)?ubles?": "RUB",
    "(?:Ukrainian )?hryvnias?": "UAH",
    "(?:Kazakh(?:stani)? )?tenge": "KZT",
    "Pakistani? rupees?": "PKR",
    "Sri Lankan? rupees?": "LKR",
    "(?:Indian )?rupees?": "INR",
    "(?:Indonesian )?rupiahs?": "IDR",
    "(?:Malaysian )?ringgits?": "MYR",
    "(?:Thai )?baht": "THB",
    "(?:Vietnamese )?dong": "VND",
    "(?:Cambodian )?riels?": "KHR",
    "(?:Burmese |Myanmar )?kyats?": "MMK",
    "(?:Philippine|Filipino) pesos?": "PHP",
    "Mexican pesos?": "MXN",
    "Argentine pesos?": "ARS",
    "Colombian pesos?": "COP",
    "(?:Brazilian )?rea(?:is|ls)": "BRL",
    "(?:Emirati |UAE )?dirhams?": "AED",
    "(?:Saudi )?riyals?": "SAR",
    "(?:Iranian )?rials?": "IRR",
    "Iraqi dinars?": "IQD",
    "Kuwaiti dinars?": "KWD",
    "(?:Turkish )?lira": "TRY",
    "(?:Israeli )?(?:new )?shekels?": "ILS",
    "(?:Nigerian )?naira": "NGN",
    "(?:South African )?rand": "ZAR",
    "(?:Polish )?zlot(?:ys?|ych)": "PLN",
    "(?:Swedish )?kronor": "SEK",
    "(?:Swedish )?krona": "SEK",
    "Norwegian krone[r]?": "NOK",
    "Danish krone[r]?": "DKK",
    "(?:Czech )?koruna": "CZK",
    "(?:Georgian )?lari": "GEL",
}
