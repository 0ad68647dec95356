"""The trigger frames of each edge type, and the notation that all frames are written in.

A *frame* says where the parties stand around a trigger word: `"launder|wash+proceeds|fund:verb subj > for"` reads "of the
verb launder or wash, with proceeds or fund among the words that hang below it, the subject is the `from` end and what
follows the preposition `for` is the `to` end". For an action the left side is who did it (`by`), the right side against
whom, and one side is enough. Slots:

- `subj` and `obj` are meant, not grammatical: a passive is turned round, a participle describes its noun, shared and
  controlled subjects are followed ("conspired to launder", "accused of laundering"). A noun's `subj` is what the noun is
  said of: "A is a subsidiary of B", "A, a subsidiary of B", "served as director".
- `poss` is a possessive or a name before the noun, `agent` who does what a noun names (also "by X", "X announced
  charges"), `doer` the same or who is accused of it, `user` whoever owns or uses what a noun names, `head` the noun that an adjective modifies, `-` nobody.
- Any other word is a preposition; `for` takes "on behalf of" too. A dot walks on (`obj.of` is "the assets of X"), a slash
  tries alternatives in order.

Here words are separated by spaces, the needed words follow a plus, and a frame ends with a semicolon.
"""

from __future__ import annotations

from types import MappingProxyType


def spaced_frames(text: str) -> tuple[str, ...]:
    """Turn the spaced form into the strings that rows carry: "word|word+need|need:verb subj > obj"."""
    found = []
    for frame in filter(None, (part.strip() for part in text.split(";"))):
        head, _, shape = frame.rpartition(":")
        words, _, needs = head.partition("+")
        joined = "|".join(words.split()) + ("+" + "|".join(needs.split()) if needs.strip() else "")
        found.append(f"{joined}:{' '.join(shape.split())}")
    return tuple(found)


_EDGE_FRAMES = {
    "OWNS": spaced_frames(
        """
        own co-own acquire buy purchase absorb inherit wholly-own :verb subj > obj;
        owner co-owner proprietor parent shareholder stakeholder buyer acquirer :noun subj > of/poss/in;
        parent :noun subj > poss/of;
        subsidiary affiliate division arm brand spinoff branch unit :noun of/poss > subj;
        hold own take acquire buy have control + stake stakes share shares interest percent % :verb subj > in/obj.in/obj.of;
        stake holding interest + stake majority percent % :noun agent > in;
        belong :verb to > subj;
        company firm business outfit :noun poss > subj;
        ownership acquisition purchase takeover :noun agent/by > of;
        wholly-owned owned :adj by > head;
        sell :verb to > obj;
        """
    ),
    "CONTROLS": spaced_frames(
        """
        control direct command lead head oversee supervise dominate steer mastermind :verb subj > obj;
        leader boss ringleader kingpin commander chief mastermind head controller superior handler chieftain
            warlord :noun subj > of/poss;
        control + control person :noun agent/poss > of/over;
        person shareholder + control controlling :noun subj > of/poss;
        subordinate :verb to > obj;
        subordinate proxy subgroup puppet :noun to/of/poss > subj;
        overseen run led :adj by > head;
        """
    ),
    "OPERATES": spaced_frames(
        """
        operate run found cofound co-found establish create launch administer manage set start develop build
            incorporate maintain organize form :verb subj > obj;
        founder cofounder co-founder operator administrator creator developer organizer moderator co-creator
            admin mastermind promoter manager host :noun subj > of/poss/behind;
        brainchild creation :noun of/poss > subj;
        behind :adj subj > obj;
        do + business :verb subj > as/under;
        """
    ),
    "OFFICER_OF": spaced_frames(
        """
        director executive officer chairman chairwoman chair president ceo cfo coo cto chief secretary
            treasurer partner employee manager principal controller accountant auditor head spokesman
            spokeswoman spokesperson lawyer attorney counsel analyst researcher reporter physician broker
            trader representative consultant adviser advisor associate member worker staffer engineer
            developer shareholder commissioner judge magistrate prosecutor agent minister administrator
            official vice-president deputy governor editor economist professor trustee general commander
            undersecretary inspector investigator detective colleague bookkeeper salesman recruiter
            journalist correspondent strategist specialist fellow scientist supervisor captain colonel
            sheriff chancellor superintendent insider coordinator assistant boss banker technician programmer
            architect designer columnist presenter lecturer rector dean provost curator coach registrar warden constable
            sergeant councillor mayor senator ambassador envoy minister solicitor barrister paralegal underwriter actuary
            dealer cashier receptionist driver pilot liquidator receiver monitor ombudsman co-head co-director vice-chair
            vice-chairman secretary-general director-general veteran moderator intern apprentice tutor :noun subj >
            of/poss/at/for/with/in/from;
        come move switch decamp defect :verb subj > from/over.from/to;
        resign retire depart :verb subj > from/as.of/as.poss;
        leave quit :verb subj > obj;
        spend + year years decade decades months career :verb subj > at/with;
        sit + board council committee panel bench :verb subj > on.of/on.poss;
        promote elect hire recruit :verb obj > as.of/as.poss/to.of/to.poss;
        article apprentice second :verb obj > to;
        head chair manage lead join preside :verb subj > obj;
        work :verb subj > for/at;
        serve act appoint name :verb subj > as.of/as.poss/as.at;
        employ hire retain :verb obj > subj;
        employ :verb obj > by/at;
        nurse doctor teacher clerk guard :noun subj > of/at/with;
        serve work + board officer director spokesman detective investigator agent :verb subj > in/at/on.of;
        serve :verb subj > in;
        teach lecture coach clerk :verb subj > at/for;
        head direct lead run chair manage :verb subj > obj.poss;
        hold + position positions post posts role roles office :verb subj > at/in/with/obj.at/obj.in/obj.with/obj.of;
        member chairman chair president + board boards :noun subj > of.of/of.poss;
        join + board :verb subj > obj.of/obj.poss;
        manager manage :verb subj > obj;
        """
    ),
    "MEMBER_OF": spaced_frames(
        """
        member part unit affiliate cell wing arm branch subgroup faction subset division operative fighter
            subcluster component lieutenant recruit soldier associate offshoot subsidiary element gangster
            militant hacker second-in-command :noun subj > of/poss/within/in;
        second :noun subj > in.of/poss;
        serve :verb subj > in;
        belong :verb subj > to;
        join :verb subj > obj;
        subordinate :verb obj > to;
        cluster team group crew :noun subj > within/inside/in;
        fight :verb subj > for;
        affiliate :verb obj > with;
        rank :noun agent > in/of;
        subordinate affiliated :adj subj > to/with;
        """
    ),
    "ACTS_FOR": spaced_frames(
        """
        act work operate spy hack labor toil moonlight collect :verb subj > for;
        task sponsor back direct instruct :verb obj > subj;
        front agent proxy representative intermediary nominee conduit stooge facilitator cover surrogate
            emissary envoy courier operative broker :noun subj > for/of/poss;
        hacker unit group organisation organization actor cluster gang team arm crew outfit + sponsored
            sponsor backed back directed state :noun subj > of/by;
        behalf direction instruction instigation command :noun subj > of/poss;
        contractor :noun subj > for/of;
        company firm outfit business entity organisation organization + front shell cover :noun subj > for/of/poss;
        work acting :noun subj > for;
        serve :verb subj > as.for;
        """
    ),
    "HOLDS": spaced_frames(
        """
        control use own hold operate manage possess create open maintain register access :verb subj > obj;
        belong :verb to > subj;
        address wallet account deposit key :noun poss/of/for > subj;
        wallet address account key bitcoin + belonging belong control controlled own owned used held :noun
            by/to > subj;
        list identify name tie attribute link assign trace + address wallet addresses wallets :verb to >
            obj;
        write add include insert :verb in.for/into.for/to.for/for > obj;
        """
    ),
    "LAUNDERED_FOR": spaced_frames(
        """
        launder wash move process convert conceal clean hide obfuscate cash swap mix handle help +
            proceeds fund funds money illicit stolen loot haul ransom crypto cryptocurrency currency million
            billion asset bitcoin :verb subj > for;
        launder wash tumble clean :verb subj > for;
        launder wash process convert clean obfuscate move mix cash handle + proceeds stolen loot haul ransom
            illicit theft heist crime :verb subj >
            obj.of/obj.from/from/obj.from.agent/from.agent/obj.from.poss/from.poss/obj.poss;
        launder :verb subj > obj;
        launderer mixer laundryman cashier laundromat :noun subj > for/of/poss;
        laundering + proceeds fund funds money stolen heist :noun agent > for/of/by;
        node hub conduit channel service vehicle role haven bank + laundering launder proceeds :noun subj >
            for.by/for;
        process launder wash convert clean obfuscate :verb obj.by > subj;
        use + launder laundering wash process obfuscate cash mix conceal move :verb obj > subj;
        push run funnel pass route channel send move + loot stolen proceeds haul ransom :verb through >
            subj;
        cash :verb subj > for;
        launder wash tumble obfuscate :verb through/via > subj;
        """
    ),
    "SENT_FUNDS_TO": spaced_frames(
        """
        send transfer wire pay remit move funnel deposit divert route channel forward donate contribute give
            wired siphon loan disburse hand + fund funds money million billion thousand $ bitcoin ether btc
            usdt currency cryptocurrency asset payment proceeds ransom token coin crypto dollar usd € eur
            xmr eth investment cash fee commission kickback bribe salary deposit :verb subj >
            to/into/towards/toward;
        pay bribe reimburse compensate remunerate repay :verb subj > obj;
        receive collect accept obtain take get + fund funds money million billion $ bitcoin btc ether
            payment ransom currency fee cash dollar transfer usdt proceeds deposit :verb from > subj;
        payment transfer deposit remittance donation bribe kickback loan ransom transaction commission :noun
            agent/from > to;
        payment transfer deposit donation :noun from > agent;
        raise + fund funds money million billion $ € £ euro eur dollar usd seed round funding :verb from > subj;
        invest :verb subj > in;
        sell + token tokens coin coins bitcoin ether btc eth :verb subj > to;
        count follow trace track + million $ billion bitcoin :verb from > to;
        """
    ),
    "SUPPORTED": spaced_frames(
        """
        assist aid abet support :verb subj > obj/obj.poss;
        support assist aid abet back equip arm sponsor finance fund shelter harbor harbour bankroll
            service shield :verb subj > obj;
        provide supply offer give host furnish sell lease rent deliver lend ship procure export extend + service
            support hosting infrastructure access technology good goods weapon component software server
            equipment assistance material fund product training oil drone device malware tool intelligence
            account liquidity munition missile part item :verb subj > to/for/obj;
        provide supply equip arm furnish + with :verb subj > obj;
        supplier provider supporter financier facilitator sponsor backer enabler benefactor patron funder
            host contractor vendor fixer accomplice :noun subj > of/to/for/poss;
        support assistance service aid help + provide material financial technological give lend offer
            render :noun agent > to/for/of;
        administer host maintain service manage build develop operate rent + server infrastructure site
            website software :verb subj > for/obj.of/obj.for/obj.poss;
        hire engage retain contract + firm company investigate security :verb obj > subj;
        firm company provider consultancy + hired hire retained :noun subj > by;
        support :verb by > obj;
        transport ship procure smuggle broker deliver :verb subj > for/to;
        receive obtain + support assistance training weapon weapons funding aid :verb from > subj;
        facilitate process conduct + transaction transactions payment payments transfer transfers :verb subj > for/obj.of/obj.for;
        """
    ),
    "USED": spaced_frames(
        """
        use utilize employ exploit abuse patronize leverage misuse :verb subj > obj;
        rely depend trade bank :verb subj > on/with/at;
        customer client user patron depositor vendor :noun subj > of/poss/on;
        transact deal trade bank :verb subj > with/through/on/via;
        launder wash funnel cash push route run move swap convert channel transfer mix obfuscate trade +
            fund funds money proceeds bitcoin crypto cryptocurrency asset ether loot million $ haul ransom
            coin :verb subj > through/via/on/using/with/at;
        account + with at :noun agent > at/with/on;
        use :noun agent/by > of;
        dealings transaction dealing :noun with > agent;
        deposit :verb subj > at/with;
        """
    ),
    "LOCATED_IN": spaced_frames(
        """
        base headquarter register incorporate locate domicile situate license organise organize establish
            charter house :verb obj > in/out/under/at/from;
        reside live operate dwell work sit stay settle flee hide :verb subj > in/from/out.of;
        reside live base :verb subj > in;
        resident inhabitant :noun subj > of/in/poss;
        headquarter headquarters office base seat registration residence licence license domicile branch
            home :noun poss/agent > in/out;
        base register headquarter :verb head/obj > in;
        company firm exchange bank business mixer marketplace market broker platform casino studio
            consultancy gang group organization organisation provider service corporation entity front
            trader shipper refinery clinic police agency conglomerate fund dealer supplier manufacturer
            militia crew startup start-up foundation college university institute brokerage desk bourse
            operator subsidiary :noun subj > in/from/out.of/poss;
        designer teacher engineer student lawyer trader businessman businesswoman programmer hacker consultant developer man
            woman operator launderer dealer driver shopkeeper investor entrepreneur physician journalist :noun subj > in;
        work operate :verb subj > out.of.in/from.in;
        """
    ),
    "NATIONAL_OF": spaced_frames(
        """
        national citizen passport native citizenship nationality :noun subj > of/poss;
        citizen national native businessman businesswoman man woman hacker oligarch lawyer teacher
            accountant politician banker programmer entrepreneur trader developer financier soldier student
            :noun subj > poss/from;
        hold + passport citizenship nationality :verb subj > obj.of/obj.poss;
        passport citizenship nationality :noun agent > poss/of;
        """
    ),
    "ASSOCIATED_WITH": spaced_frames(
        """
        link associate tie connect affiliate relate relationship :verb obj > to/with;
        cooperate collaborate conspire partner coordinate collude work team meet :verb subj > with;
        associate accomplice ally partner successor predecessor wife husband father mother son daughter
            brother sister spouse cousin nephew niece uncle aunt friend relative widow girlfriend boyfriend
            co-defendant codefendant co-accused in-law father-in-law brother-in-law son-in-law rebrand rebranding alias heir second-in-command
            sibling fiancee fiance stepson rival deputy co-conspirator counterparty bodyguard confidant
            protege aide middleman receiver :noun subj > of/to/poss/for;
        tie link connection relationship association partnership affiliation contact :noun agent > to/with;
        rename rebrand :verb obj > as/to;
        succeed replace :verb subj > obj;
        marry befriend :verb subj > obj.of;
        appoint + receiver trustee :verb obj > for;
        linked connected tied related :adj subj > to/with;
        deal trade :verb subj > with;
        exchange + million billion $ :verb subj > with;
        """
    ),
}

EDGE_FRAMES = MappingProxyType(_EDGE_FRAMES)
