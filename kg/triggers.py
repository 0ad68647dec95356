"""The trigger frames of each edge type and action kind; the notation is explained in `kg.ontology`.

Written for reading: words are separated by spaces, the words of which one must hang below the trigger follow a plus,
a frame ends with a semicolon.
"""

from __future__ import annotations

from types import MappingProxyType


def _frames(text: str) -> tuple[str, ...]:
    """Turn the spaced form into the strings that rows carry: "word|word+need|need:verb subj > obj"."""
    found = []
    for frame in filter(None, (part.strip() for part in text.split(";"))):
        head, _, shape = frame.rpartition(":")
        words, _, needs = head.partition("+")
        joined = "|".join(words.split()) + ("+" + "|".join(needs.split()) if needs.strip() else "")
        found.append(f"{joined}:{' '.join(shape.split())}")
    return tuple(found)


_EDGE_FRAMES = {
    "OWNS": _frames(
        """
        own co-own acquire buy purchase absorb inherit wholly-own :verb subj > obj;
        owner co-owner proprietor parent shareholder stakeholder buyer acquirer :noun subj > of/poss/in;
        parent :noun subj > poss/of;
        subsidiary affiliate division arm brand spinoff branch unit :noun of/poss > subj;
        stake holding interest + stake majority percent % :noun agent > in;
        belong :verb to > subj;
        company firm business outfit :noun poss > subj;
        ownership acquisition purchase takeover :noun agent/by > of;
        wholly-owned owned :adj by > head;
        """
    ),
    "CONTROLS": _frames(
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
    "OPERATES": _frames(
        """
        operate run found cofound co-found establish create launch administer manage set start develop build
            incorporate maintain organize form :verb subj > obj;
        founder cofounder co-founder operator administrator creator developer organizer moderator co-creator
            admin mastermind promoter manager host :noun subj > of/poss/behind;
        brainchild creation :noun of/poss > subj;
        behind :adj subj > obj;
        """
    ),
    "OFFICER_OF": _frames(
        """
        director executive officer chairman chairwoman chair president ceo cfo coo cto chief secretary
            treasurer partner employee manager principal controller accountant auditor head spokesman
            spokeswoman spokesperson lawyer attorney counsel analyst researcher reporter physician broker
            trader representative consultant adviser advisor associate member worker staffer engineer
            developer shareholder commissioner judge magistrate prosecutor agent minister administrator
            official vice-president deputy governor editor economist professor trustee general commander
            undersecretary inspector investigator detective colleague bookkeeper salesman recruiter owner
            journalist correspondent strategist specialist fellow scientist supervisor captain colonel
            sheriff chancellor superintendent insider coordinator assistant :noun subj >
            of/poss/at/for/with/in/from;
        head chair manage lead join preside :verb subj > obj;
        work :verb subj > for/at;
        serve act appoint name :verb subj > as.of/as.poss/as.at;
        employ hire retain :verb obj > subj;
        employ :verb obj > by/at;
        nurse doctor teacher clerk guard :noun subj > of/at/with;
        manager manage :verb subj > obj;
        """
    ),
    "MEMBER_OF": _frames(
        """
        member part unit affiliate cell wing arm branch subgroup faction subset division operative fighter
            subcluster component lieutenant recruit soldier associate offshoot subsidiary element gangster
            militant hacker second-in-command :noun subj > of/poss/within/in;
        second :noun subj > in.of/poss;
        belong :verb subj > to;
        join :verb subj > obj;
        subordinate :verb obj > to;
        cluster team group crew :noun subj > within/inside/in;
        fight :verb subj > for;
        affiliate :verb obj > with;
        rank :noun agent > in/of;
        """
    ),
    "ACTS_FOR": _frames(
        """
        act work operate spy hack labor toil moonlight collect :verb subj > for;
        task sponsor back direct instruct :verb obj > subj;
        front agent proxy representative intermediary nominee conduit stooge facilitator cover surrogate
            emissary envoy courier operative broker :noun subj > for/of/poss;
        hacker unit group organisation organization actor cluster gang team arm crew outfit + sponsored
            sponsor backed back directed state :noun subj > of/by;
        behalf direction instruction instigation command :noun subj > of/poss;
        contractor :noun subj > for/of;
        work acting :noun subj > for;
        serve :verb subj > as.for;
        """
    ),
    "HOLDS": _frames(
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
    "LAUNDERED_FOR": _frames(
        """
        launder wash move process convert conceal clean hide obfuscate cash swap mix handle transfer help +
            proceeds fund funds money illicit stolen loot haul ransom crypto cryptocurrency currency million
            billion asset bitcoin :verb subj > for;
        launder wash tumble clean :verb subj > for;
        launder wash process convert clean obfuscate move mix cash handle + proceeds stolen loot haul ransom
            illicit theft heist crime :verb subj > obj.of/obj.from.by/obj.poss/from/obj.from;
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
        """
    ),
    "SENT_FUNDS_TO": _frames(
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
        fund finance bankroll :verb subj > obj;
        payment transfer deposit donation :noun from > agent;
        count follow trace track + million $ billion bitcoin :verb from > to;
        """
    ),
    "SUPPORTED": _frames(
        """
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
        """
    ),
    "USED": _frames(
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
        """
    ),
    "LOCATED_IN": _frames(
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
            operator subsidiary :noun subj > in/from/out.of;
        """
    ),
    "NATIONAL_OF": _frames(
        """
        national citizen passport native citizenship nationality :noun subj > of/poss;
        citizen national native businessman businesswoman man woman hacker oligarch lawyer teacher
            accountant politician banker programmer entrepreneur trader developer financier soldier student
            :noun subj > poss/from;
        hold + passport citizenship nationality :verb subj > obj.of/obj.poss;
        passport citizenship nationality :noun agent > poss/of;
        """
    ),
    "ASSOCIATED_WITH": _frames(
        """
        link associate tie connect affiliate relate relationship :verb obj > to/with;
        cooperate collaborate conspire partner coordinate collude work team meet :verb subj > with;
        associate accomplice ally partner successor predecessor wife husband father mother son daughter
            brother sister spouse cousin nephew niece uncle aunt friend relative widow girlfriend boyfriend
            in-law father-in-law brother-in-law son-in-law rebrand rebranding alias heir second-in-command
            sibling fiancee fiance stepson rival deputy co-conspirator counterparty bodyguard confidant
            protege aide middleman receiver :noun subj > of/to/poss/for;
        tie link connection relationship association partnership affiliation contact :noun agent > to/with;
        rename rebrand :verb obj > as/to;
        succeed replace :verb subj > obj;
        marry befriend :verb subj > obj.of;
        appoint + receiver trustee :verb obj > for;
        linked connected tied related :adj subj > to/with;
        deal trade :verb subj > with;
        """
    ),
}

_KIND_FRAMES = {
    "sanction": _frames(
        """
        sanction designate redesignate re-designate blacklist resanction :verb subj > obj;
        add place put include list name enter inscribe + list sdn blacklist sanction sanctions blocked :verb
            subj > obj;
        list relist :verb subj > obj;
        hit target punish slap subject + sanction sanctions designation :verb subj > obj;
        impose announce levy enact issue apply + sanction sanctions :verb subj >
            on/against/obj.on/obj.against;
        sanction designation blacklisting listing redesignation :noun agent > of/against/on/poss;
        write insert enter + entry list :verb subj > obj/into.for/in.for;
        suspend :verb subj > obj;
        suspension :noun agent > of.in.of/of/of.of/of.in;
        subject + sanction sanctions :adj - > subj;
        block + property properties sdn :verb subj > obj.of;
        entry inclusion addition placement + list sanction sdn sanctions :noun agent > for/of;
        """
    ),
    "delisting": _frames(
        """
        delist unblock de-list unsanction :verb subj > obj;
        remove strike delete drop take + list sdn blacklist sanction sanctions :verb subj > obj;
        lift ease revoke rescind terminate waive withdraw remove end relax reverse vacate + sanction
            sanctions designation listing :verb subj > on/against/obj.on/obj.against/obj.of/obj.poss;
        removal delisting deletion :noun agent > of/poss;
        lifting revocation + sanction sanctions designation :noun agent > of.on/of.against/of.of;
        """
    ),
    "finding": _frames(
        """
        identify find name designate determine label declare deem classify + concern :verb subj > obj;
        find hold rule declare conclude + liable liability unfit violation :verb subj > obj;
        find conclude determine rule + violated violate breached :verb subj > obj;
        finding determination verdict + liability concern liable :noun agent >
            against/on/regarding/concerning/that/of;
        concern + primary :noun - > subj;
        """
    ),
    "rule": _frames(
        """
        propose issue finalize adopt publish amend revise promulgate + rule regulation regulations
            rulemaking ear measure :verb subj > for/against/on/obj.against/obj.on/obj.for;
        rule rulemaking measure + special proposed final interim :noun agent > against/on/targeting/for;
        """
    ),
    "advisory": _frames(
        """
        warn caution alert advise :verb subj > about/of/against/over/on/obj.about;
        advisory warning alert bulletin :noun agent > on/about/against/regarding/concerning/over;
        issue publish release + advisory warning alert :verb subj > on/about/against/obj.on/obj.about;
        """
    ),
    "charge": _frames(
        """
        charge indict sue reindict prosecute arraign :verb subj > obj;
        accuse :verb subj > obj;
        file bring announce unseal return lodge institute initiate commence pursue hand issue amend approve
            + charge charges complaint indictment suit lawsuit action case information proceeding
            proceedings :verb subj > against/obj.against;
        charge charges indictment complaint lawsuit suit litigation case proceeding allegation information
            prosecution :noun agent > against;
        action + civil enforcement emergency fraud injunctive court legal subpoena federal :noun agent >
            against;
        name + defendant defendants indictment complaint :verb subj > obj;
        add + defendant :verb subj > obj/as;
        face + charge charges indictment count counts :verb from > subj;
        """
    ),
    "arrest": _frames(
        """
        arrest detain extradite apprehend capture nab re-arrest rearrest deport collar :verb subj > obj;
        take + custody :verb subj > obj;
        hand turn + over custody extradition :verb subj > obj;
        surrender + authority authorities police fbi :verb - > subj;
        arrest detention extradition apprehension capture :noun by > of/poss;
        """
    ),
    "plea": _frames(
        """
        plead pled + guilty :verb before > subj;
        enter + plea guilty :verb with/before > subj;
        plea + guilty :noun - > poss/of/by;
        agreement + plea :noun with > poss/agent/of;
        admit + guilt :verb - > subj;
        pleading + guilty :noun - > poss/of;
        plead :adj - > subj;
        """
    ),
    "conviction": _frames(
        """
        convict reconvict :verb subj > obj;
        find + guilty :verb subj > obj;
        conviction verdict :noun by > of/against/poss;
        conviction :noun agent > against;
        """
    ),
    "acquittal": _frames(
        """
        acquit exonerate absolve :verb subj > obj;
        clear + charge charges wrongdoing count counts crime fraud :verb subj > obj;
        find + innocent :verb subj > obj;
        acquittal exoneration :noun by > of/poss;
        """
    ),
    "dismissal": _frames(
        """
        dismiss drop withdraw abandon discontinue + claim claims charge charges complaint case action suit
            indictment lawsuit proceeding proceedings :verb subj > against/obj.against;
        dismissal withdrawal + claim claims charge charges complaint case action suit indictment lawsuit
            :noun agent > of.against/against;
        """
    ),
    "sentence": _frames(
        """
        sentence jail imprison resentence incarcerate :verb subj > obj;
        sentence term + prison year years life jail month months :noun by > on/against/for/poss;
        condemn :verb subj > obj;
        receive get + sentence year years month months prison :verb from > subj;
        hand impose give + sentence :verb subj > on/to/obj.on/obj.to/obj;
        """
    ),
    "penalty": _frames(
        """
        fine penalize penalise :verb subj > obj;
        pay disgorge + penalty fine disgorgement restitution settle settlement forfeiture interest civil
            resolve :verb to > subj;
        pay :verb - > subj;
        disgorge forfeit :verb to > subj;
        order require direct + pay disgorge penalty fine restitution disgorgement forfeit :verb subj > obj;
        impose levy assess issue slap seek obtain enter + penalty penalties fine fines judgment judgments
            injunction disgorgement :verb subj > on/against/obj.on/obj.against/for/obj.for/as.to/to;
        consent agree stipulate submit + judgment judgments injunction settle settlement penalty order entry
            bar pay disgorge forfeit :verb - > subj;
        settle resolve + charge charges claim claims case action allegation matter civil million $ sec ofac
            complaint :verb with > subj;
        settle :verb with > subj;
        reach + settlement agreement :verb with > subj;
        enjoin restrain :verb subj > obj;
        penalty penalties fine judgment judgments settlement injunction :noun agent > against/on/as.to/with;
        """
    ),
    "seizure": _frames(
        """
        seize confiscate forfeit freeze recover impound repossess blocked :verb subj >
            from/obj.from/obj.of/obj.poss/obj.in.of/obj;
        seize freeze confiscate :verb subj > obj/obj.held/from;
        enter issue obtain grant impose order secure win + freeze freezing :verb subj > against/obj.against/on/obj.on/obj.of/for;
        seizure forfeiture freeze freezing confiscation recovery takedown :noun agent >
            of.of/of.from/from/of.poss/against/on/of;
        take shut switch dismantle disable disrupt + domain domains server servers website infrastructure
            :verb subj > obj.of.poss/obj.of/obj.poss/obj;
        block + wallet account wallets accounts fund funds :verb subj > obj.on/obj.of/obj.poss/obj;
        freeze :noun agent > against/on/of;
        """
    ),
    "laundering": _frames(
        """
        launder :verb subj > -;
        laundering launderer :noun doer > -;
        launderer :noun subj > -;
        wash tumble clean obfuscate disguise conceal convert move process mix funnel layer hide push scatter
            swap cash turn handle + proceeds stolen loot haul ransom illicit dirty theft heist heists
            laundered :verb subj > -;
        push run funnel route channel move + loot stolen proceeds haul ransom :verb through > -;
        wash :verb subj > -;
        use + launder laundering :verb obj > -;
        """
    ),
    "theft": _frames(
        """
        steal rob loot pilfer swipe plunder siphon burgle drain empty purloin filch :verb subj >
            from/obj.from/obj;
        take + stolen heist hack :verb subj > from;
        hack exploit breach compromise + steal stolen million billion $ bitcoin bitcoins ether crypto
            cryptocurrency fund funds token tokens drain made heist :verb subj > obj;
        theft heist robbery hack exploit raid burglary :noun agent > from/of.from/of/against/on;
        make get + off away million billion $ crypto :verb subj > from;
        lose + hack hacker hackers theft heist exploit btc bitcoin bitcoins ether stolen attack crypto
            cryptocurrency eth attackers thieves :verb to > subj;
        thief :noun subj > -;
        behind + theft heist hack raid :adj subj > of;
        """
    ),
    "attack": _frames(
        """
        attack hack breach infiltrate compromise penetrate deface sabotage disrupt cyberattack target hit
            knock tamper + system systems network networks computer computers server servers malware cyber
            espionage wiper backdoor phishing data breach grid account accounts software intrusion :verb
            subj > obj/obj.of/obj.poss/into;
        attack hack breach infiltrate penetrate compromise deface sabotage :verb subj > obj/into;
        spy eavesdrop break :verb subj > on/into;
        attack intrusion breach espionage cyberattack cyberespionage hack sabotage hacking spying :noun
            agent > on/against/of/into/at;
        """
    ),
    "fraud": _frames(
        """
        defraud swindle scam dupe cheat fleece bilk embezzle misappropriate deceive mislead con hoodwink
            divert misuse falsify overbill pilfer :verb subj > from/obj/obj.from;
        obtain raise solicit offer sell induce inflate pump promote tout manipulate + fraudulently
            fraudulent fraud ponzi scheme bogus fictitious misrepresentation misrepresentations false
            misleading scam unregistered sham phony :verb subj > from;
        make issue file distribute disseminate prepare provide submit publish create + false misleading
            misrepresentation misrepresentations misstatement fraudulent untrue fictitious fake :verb subj >
            to;
        run operate conduct engage perpetrate participate orchestrate commit devise execute carry conspire
            mastermind promote facilitate implement lead direct organize use launch + fraud scheme ponzi
            scam insider manipulation fraudulent defraud pyramid scams schemes pump :verb subj >
            against/obj.against/on;
        fraud scam swindle ponzi misappropriation embezzlement :noun doer > against/of;
        trading trade + insider :noun doer > -;
        scheme + ponzi fraudulent defraud fraud pyramid manipulate manipulation manipulative obtain :noun
            doer > against;
        trade purchase buy sell + insider nonpublic inside :verb subj > -;
        violate + antifraud fraud :verb subj > -;
        violation + antifraud anti-fraud :noun doer > -;
        implicate + fraud fraudulent scam scheme schemes :verb - > -;
        cheat :noun subj > -;
        """
    ),
    "ransomware": _frames(
        """
        extort blackmail :verb subj > obj/from;
        hit strike attack cripple infect encrypt target paralyze paralyse lock compromise breach deploy
            victimize + ransomware ransom :verb subj > obj/against/on;
        attack attacks incident intrusion hit campaign infection + ransomware :noun agent >
            on/against/at/of;
        demand collect extract receive + ransom :verb subj > from/obj.from;
        extortion :noun doer > against/on/of;
        deploy + ransomware :verb subj > against/on;
        """
    ),
    "evasion": _frames(
        """
        evade circumvent skirt bypass flout dodge sidestep violate breach contravene bust undermine +
            sanction sanctions embargo export ieepa iran :verb subj > -;
        evasion circumvention busting violation + sanction sanctions embargo export :noun doer > -;
        export ship supply sell + violation illegally unlawfully :verb subj > -;
        """
    ),
    "trafficking": _frames(
        """
        traffic smuggle peddle :verb subj > -;
        distribute import transport deal sell manufacture supply ship produce + fentanyl cocaine heroin
            methamphetamine narcotic narcotics drug drugs weapon weapons firearm firearms arms migrant
            migrants opioid opioids :verb subj > -;
        trafficking smuggling :noun doer > -;
        trafficker smuggler :noun subj > -;
        distribution importation sale + fentanyl cocaine heroin methamphetamine narcotic narcotics drug
            drugs :noun doer > -;
        """
    ),
    "terrorism": _frames(
        """
        carry commit stage conduct perpetrate claim launch plot plan execute mount orchestrate + terrorist
            terrorism terror bombing bombings suicide :verb subj > against/on/obj.against/obj.on;
        finance fund bankroll + terrorism terrorist terror :verb subj > -;
        bomb :verb subj > obj;
        attack bombing massacre + terrorist terror suicide :noun agent > on/against/in;
        financing + terrorist terrorism terror :noun doer > -;
        financier + terrorist terrorism terror :noun subj > -;
        terrorism :noun doer > against;
        """
    ),
}

EDGE_FRAMES = MappingProxyType(_EDGE_FRAMES)
KIND_FRAMES = MappingProxyType(_KIND_FRAMES)
