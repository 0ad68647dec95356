"""Wallets: what each chain's checksum proves, what breaks an address in print, what only looks like one."""

from __future__ import annotations

import pytest

from ingest.text.wallets import find_wallets, parse_address

LAZARUS_ETH = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
BYBIT_ETH = "0x83Ef5E80faD88288F770152875Ab0bb16641a09E"
SUEX_BTC = "12HQDsicffSBaYdJ6BhnE22sfjTESmmzKx"
TRON = "TBHTJqAy4DhHhmT3dNceJYNRz4SdLofLre"
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
TX_HASH = "0xc28fad5e8d5e0ce6a2eaf67b6687be5d58113e16be590824d6cfa1a94467d0b7"
MONERO = "49HqitRzdnhYjgTEAhgGpCfsjdTeMbUTU6cyR4JV1R7k2Eej9rGT8JpFiYDa4tZM6RZiFrHmMzgSrhHEqpDYKBe5B2ufNsL"


def addresses(text: str) -> list[str]:
    return [wallet.address for wallet in find_wallets(text).wallets]


def reasons(text: str) -> list[str]:
    return [rejected.reason for rejected in find_wallets(text).rejected]


@pytest.mark.parametrize(
    ("address", "family", "chain"),
    [
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "btc", "BTC"),
        (SUEX_BTC, "btc", "BTC"),
        ("3K35dyL85fR9ht7UgzPfd1gLRRXQtNTqE3", "btc", "LTC"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "btc", "BTC"),
        ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "btc", "BTC"),
        ("bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3", "btc", "BTC"),
        (TAPROOT, "btc", "BTC"),
        (LAZARUS_ETH, "evm", "ETH"),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "evm", "BSC"),
        ("0x52908400098527886E0F7030069857D2E4169EE7", "evm", "ETH"),
        (LAZARUS_ETH.lower(), "evm", "ETH"),
        (TRON, "tron", "TRX"),
        ("LNwgtMxcKUQ51dw7bQL1yPQjBVZh6QEqsd", "ltc", "LTC"),
        ("XnPFsRWTaSgiVauosEwQ6dEitGYXgwznz2", "dash", "DASH"),
        ("DFFJhnQNZf8rf67tYnesPu7MuGUpYtzv7Z", "doge", "XVG"),
        ("GPwg61XoHqQPNmAucFACuQ5H9sGCDv9TpS", "btg", "BTG"),
        ("t1MMXtBrSp1XG38Lx9cePcNUCJj5vdWfUWL", "zec", "ZEC"),
        ("rnXyVQzgxZe7TR1EPzTkGj2jxH4LMJYh66", "xrp", "XRP"),
        ("qpf2cphc5dkuclkqur7lhj2yuqq9pk3hmukle77vhq", "bch", "BCH"),
        (MONERO, "xmr", "XMR"),
    ],
)
def test_a_real_address_is_found_with_its_family_and_chain(address: str, family: str, chain: str) -> None:
    (wallet,) = find_wallets(f"Funds went to {address}.").wallets
    assert (wallet.family, wallet.start, wallet.end) == (family, 14, 14 + len(address))
    assert chain in wallet.chains
    assert wallet.address.casefold() == address.casefold()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("12HQDsicffSBaYdJ6BhnE22sfjTESmmzKy", "checksum failed (base58check)"),
        ("0x51E9d833eCae4E8D9D8Be17300AEE6D3398C135F", "checksum failed (EIP-55)"),
        ("0x0000000000000000000000000000000000000000", "the zero address, which is nobody's"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "checksum failed (bech32)"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kV8F3T4", "mixed case (bech32)"),
        # BIP-350: version 1 in bech32, version 0 in bech32m; a program of 16 bytes in version 0.
        ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", "checksum failed (bech32m)"),
        ("bc1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47", "checksum failed (bech32)"),
        ("BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", "wrong length of witness program"),
        ("TBHTJqAy4DhHhmT3dNceJYNRz4SdLofLrf", "checksum failed (base58check)"),
        ("qpf2cphc5dkuclkqur7lhj2yuqq9pk3hmukle77vhz", "checksum failed (cashaddr)"),
        (MONERO[:-1] + "M", "checksum failed (Monero)"),
        (TX_HASH, "a transaction hash: 0x and 64 hex digits"),
        (TX_HASH[2:], "a transaction hash: 64 hex digits"),
        ("da39a3ee5e6b4b0d3255bfef95601890afd80709", "40 hex digits without 0x: a SHA-1 digest"),
        ("3858f62230ac3c915f300c664312c63f", "32 hex digits: an MD5 digest"),
        ("GB29NWBK60161331926819", "an IBAN"),
        ("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", "a private key (wallet import format)"),
    ],
)
def test_a_look_alike_is_rejected_with_its_reason(bad: str, reason: str) -> None:
    finds = find_wallets(f"It names {bad}, among others.")
    assert finds.wallets == ()
    assert [(r.surface, r.reason) for r in finds.rejected] == [(bad, reason)]


@pytest.mark.parametrize(
    "printed",
    [
        "0x83Ef5E80faD88288F770\n152875Ab0bb16641a09E",
        "0x83Ef5E80faD88288F770\r\n  152875Ab0bb16641a09E",
        "0x83Ef5E80faD88288F770-\n152875Ab0bb16641a09E",
        "0x83Ef5E80faD88288F770 152875Ab0bb16641a09E",
        "0x 83Ef 5E80 faD8 8288 F770 1528 75Ab 0bb1 6641 a09E",
        "0x83 Ef5E 80fa D882 88F7 7015 2875 Ab0b b166 41a0 9E",
        "0x83Ef5E80faD88288F770\u200b152875Ab0bb16641a09E",
        "0x83Ef5E80faD88288\u00adF770152875Ab0bb16641\ufeffa09E",
        "0x[.]83Ef5E80faD88288F770152875Ab0bb16641a09E",
        "0x83ef5e80fad88288f770\n152875ab0bb16641a09e",
        "0x83ef 5e80 fad8 8288 f770 1528 75ab 0bb1 6641 a09e",
        "0X83EF5E80FAD88288F770152875AB0BB16641A09E",
    ],
)
def test_a_broken_or_disguised_address_is_put_together(printed: str) -> None:
    text = f"See [{printed}] for more."
    (wallet,) = find_wallets(text).wallets
    assert (wallet.address, text[wallet.start : wallet.end]) == (BYBIT_ETH, printed)


@pytest.mark.parametrize(
    "printed", ["12HQDsicffSBaYdJ6\nBhnE22sfjTESmmzKx", "12HQ Dsic ffSB aYdJ 6Bhn E22s fjTE Smmz Kx"]
)
def test_a_broken_base58_address_is_put_together(printed: str) -> None:
    assert addresses(f"Bitcoin {printed} was listed") == [SUEX_BTC]


def test_a_broken_bech32_address_is_put_together() -> None:
    assert addresses(f"{TAPROOT[:30]}\n{TAPROOT[30:]}") == [TAPROOT]


@pytest.mark.parametrize(
    "around",
    [
        "bitcoin:{}?amount=0.1",
        "hxxps://blockchair[.]com/bitcoin/address/{}",
        '"{}",',
        "({})",
        "<{}>",
        "Digital Currency Address - XBT {};",
        "{}'s owner",
        "wallet:{}",
        "{}\nThe next line",
        "{}\n1999 was",
    ],
)
def test_what_stands_around_an_address_does_not_matter(around: str) -> None:
    assert addresses(around.format(SUEX_BTC)) == [SUEX_BTC]


def test_two_addresses_on_two_lines_stay_two() -> None:
    assert addresses(f"{LAZARUS_ETH.lower()}\n{BYBIT_ETH.lower()}\n{SUEX_BTC}") == [LAZARUS_ETH, BYBIT_ETH, SUEX_BTC]


@pytest.mark.parametrize("at", [20, 34, 42])
def test_a_transaction_hash_broken_by_a_line_end_is_no_address(at: int) -> None:
    text = f"in {TX_HASH[:at]}\n{TX_HASH[at:]}"
    assert (addresses(text), reasons(text)) == ([], ["a transaction hash: 0x and 64 hex digits"])


@pytest.mark.parametrize(
    "text",
    [
        "0x098b716b8aaf21512996dc57eb0615e2383e2f be",
        "0x098b716b8aaf21512996dc57eb0615e238\nfacade",
        "0x098B...2f96",
        "0x098B7…2f96 and 12HQDs...mmzKx",
        "The 3rd meeting of 12 states, 1 000 000 times, 100 200 300 400 500 600 700 800 900",
    ],
)
def test_words_and_numbers_are_not_joined_into_an_address(text: str) -> None:
    assert find_wallets(text) == find_wallets("")


def test_a_broken_address_with_a_wrong_checksum_is_reported_whole() -> None:
    finds = find_wallets("0x83Ef5E80faD88288F770\n152875Ab0bb16641a09e")
    assert [r.reason for r in finds.rejected] == ["checksum failed (EIP-55)"]


def test_a_solana_address_needs_a_cue() -> None:
    address = "7UX2i7SucgLMQcfZ75s3VXmZZY4YRUyJN9X1RgfMoDUi"
    assert addresses(f"sent on Solana to {address}") == [address]
    assert addresses(f"sent to {address}") == []


def test_the_key_of_an_evm_address_ignores_case() -> None:
    spellings = (LAZARUS_ETH, LAZARUS_ETH.lower(), "0x" + LAZARUS_ETH[2:].upper())
    assert {w.key for spelling in spellings for w in find_wallets(spelling).wallets} == {LAZARUS_ETH.lower()}


@pytest.mark.parametrize(
    ("pasted", "address"),
    [
        (f"  {SUEX_BTC}\n", SUEX_BTC),
        ("12HQDsicffSBaYdJ6 BhnE22sfjTESmmzKx", SUEX_BTC),
        ("1 2HQDsicff SBaYd J6BhnE22sfj TESmmzKx", SUEX_BTC),
        (f"ethereum:{LAZARUS_ETH.lower()}@1", LAZARUS_ETH),
        (f"https://etherscan.io/address/{LAZARUS_ETH}#code", LAZARUS_ETH),
        ("7UX2i7SucgLMQcfZ75s3VXmZZY4YRUyJN9X1RgfMoDUi", "7UX2i7SucgLMQcfZ75s3VXmZZY4YRUyJN9X1RgfMoDUi"),
    ],
)
def test_a_pasted_address_is_understood(pasted: str, address: str) -> None:
    wallet = parse_address(pasted)
    assert wallet is not None
    assert (wallet.address, pasted[wallet.start : wallet.end] != "") == (address, True)


@pytest.mark.parametrize("pasted", ["", "Lazarus Group", TX_HASH, SUEX_BTC[:-1] + "y", f"{SUEX_BTC} {LAZARUS_ETH}"])
def test_what_is_not_one_address_is_refused(pasted: str) -> None:
    assert parse_address(pasted) is None
