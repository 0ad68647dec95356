"""Names made up for the tests of questions that need a whole field: groups, services, agencies, wallets and what each is."""

from __future__ import annotations

HERON_WALLET = "0x1111aaaa2222bbbb3333cccc4444dddd5555eeee"
PASSED_WALLET = "0x2222bbbb3333cccc4444dddd5555eeee6666ffff"
CASH_WALLET = "0x3333cccc4444dddd5555eeee6666ffff7777aaaa"
PAY_WALLET = "TWexcombeWexcombeWexcombeWexcombe1"

LABELS = {
    "Grey Heron": "Group", "Brass Lantern": "Group", "Pale Fox": "Group", "Iron Gull": "Group",
    "Kestrel Exchange": "Company", "Mirefield Mixer": "Company", "Farrow Coin": "Company", "Ordway Bank": "Company",
    "Tolland Holdings": "Company", "Selby Trust": "Company", "Wexcombe Pay": "Company", "Corran Freight": "Company",
    "Dunmore Clinic": "Company", "Elsdon Vault": "Company",
    "Ivo Marsh": "Person", "Lena Quist": "Person", "Petra Vold": "Person", "Tor Aldane": "Person",
    "Customs Board": "Agency", "Harbour Police": "Agency", "Revenue Court": "Agency", "Trade Office": "Agency",
    "Iceland": "Country", "Malta": "Country",
    HERON_WALLET: "Wallet", PASSED_WALLET: "Wallet", CASH_WALLET: "Wallet", PAY_WALLET: "Wallet",
}  # fmt: skip
CHAINS = {
    HERON_WALLET: ("evm", ("ethereum",)), PASSED_WALLET: ("evm", ("bsc", "ethereum")), CASH_WALLET: ("evm", ("ethereum",)),
    PAY_WALLET: ("tron", ("tron",)),
}  # fmt: skip
ALIASES = {"Grey Heron": ("Ashbird",), "Pale Fox": ("Ashbird",)}
