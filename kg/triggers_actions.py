"""The trigger frames of each action kind, written as in `kg.triggers`: left who did it, right against whom."""

from __future__ import annotations

from types import MappingProxyType

from kg.triggers import spaced_frames

_KIND_FRAMES = {
    "sanction": spaced_frames(
        """
        sanction designate redesignate re-designate blacklist resanction :verb subj > obj;
        add place put include list name enter inscribe + list sdn blacklist sanction sanctions blocked
            annex register :verb subj > obj;
        list relist :verb subj > obj;
        hit target punish slap subject + sanction sanctions designation :verb subj > obj;
        impose announce levy enact issue apply adopt renew extend approve agree + sanction sanctions
            restrictive ban bans denial embargo designation designations :verb subj >
            on/against/obj.on/obj.against/obj.of/for/obj.for;
        adopt impose renew extend + restrictive :verb subj > against/on/obj.against/obj.on/obj.of.against/obj.of.on/obj.of;
        be + list blacklist sdn :verb on.poss > subj;
        be come fall + sanction sanctions embargo :verb under.poss > subj;
        add put place include name enter + list :verb subj > obj.of;
        deny + export privileges :verb subj > obj.of/of/obj.poss;
        target object + sanction sanctions designation designations :noun of.by > subj;
        subject + freeze freezes ban bans restrictive denial :adj to.agent > subj;
        ban bar disqualify debar blackball :verb subj > obj;
        target hit cover :verb subj > obj;
        hit strike + sanction sanctions :verb subj > obj;
        order + denial :noun agent > against/on/for;
        bar suspend ban exclude debar + industry associating association practising practicing appearing
            :verb subj > obj;
        sanction designation blacklisting listing redesignation :noun agent > of/against/on/poss;
        write insert enter + entry list :verb subj > obj/into.for/in.for;
        suspend :verb subj > obj;
        suspension :noun agent > of.in.of/for.of.in.of/of/of.of/of.in;
        subject + sanction sanctions :adj - > subj;
        block + property properties sdn :verb subj > obj.of;
        entry inclusion addition placement + list sanction sdn sanctions :noun agent > for/of;
        """
    ),
    "delisting": spaced_frames(
        """
        delist unblock de-list unsanction :verb subj > obj;
        remove strike delete drop take + list sdn blacklist sanction sanctions :verb subj > obj;
        lift ease revoke rescind terminate waive withdraw remove end relax reverse vacate annul overturn quash + sanction
            sanctions designation listing :verb subj > on/against/obj.on/obj.against/obj.of/obj.poss;
        removal delisting deletion :noun agent > of/poss;
        lifting revocation + sanction sanctions designation :noun agent > of.on/of.against/of.of;
        """
    ),
    "finding": spaced_frames(
        """
        identify find name designate determine label declare deem classify + concern :verb subj > obj;
        find hold rule declare conclude + liable liability unfit violation :verb subj > obj;
        find conclude determine rule + violated violate breached :verb subj > obj;
        finding determination verdict + liability concern liable :noun agent >
            against/on/regarding/concerning/that/of;
        concern + primary :noun - > subj;
        """
    ),
    "rule": spaced_frames(
        """
        propose issue finalize adopt publish amend revise promulgate + rule regulation regulations
            rulemaking ear measure :verb subj > for/against/on/obj.against/obj.on/obj.for;
        issue serve hand impose + cease-and-desist desist improvement :verb subj > against/obj.against/to/on/obj.to/obj.on;
        rule rulemaking measure + special proposed final interim :noun agent > against/on/targeting/for;
        """
    ),
    "advisory": spaced_frames(
        """
        warn caution alert advise :verb subj > about/of/against/over/on/obj.about;
        advisory warning alert bulletin :noun agent > on/about/against/regarding/concerning/over;
        issue publish release put post circulate + advisory warning alert bulletin notice flash guidance :verb
            subj > on/about/against/obj.on/obj.about/obj.against/regarding/obj.regarding/concerning;
        """
    ),
    "charge": spaced_frames(
        """
        charge indict sue reindict prosecute arraign :verb subj > obj;
        accuse :verb subj > obj;
        take haul + court :verb subj > obj/to;
        stand go face + trial :verb before > subj;
        indictment prosecution :noun agent > of;
        file bring announce unseal return lodge institute initiate commence pursue hand issue amend
            + charge charges complaint indictment suit lawsuit action case information proceeding
            proceedings :verb subj > against/obj.against;
        charge charges indictment complaint lawsuit suit litigation case proceeding allegation information
            prosecution :noun agent > against;
        action + civil enforcement emergency fraud injunctive court legal subpoena federal :noun agent >
            against;
        name + defendant defendants indictment complaint :verb subj > obj;
        add + defendant :verb subj > obj/as;
        stand + accused trial :verb - > subj;
        appear + charge charges accused dock arraignment :verb - > subj;
        unseal return file + indictment :verb subj > obj.of;
        face + charge charges indictment count counts :verb from > subj;
        """
    ),
    "arrest": spaced_frames(
        """
        arrest detain extradite apprehend capture nab re-arrest rearrest deport collar remand :verb subj >
            obj;
        take place hold keep remand + custody detention :verb subj > obj;
        fly bring transfer send + extradition extradited :verb subj > obj;
        hand turn + over custody extradition :verb subj > obj;
        surrender + authority authorities police fbi :verb - > subj;
        turn give hand + himself herself themselves :verb - > subj;
        pick round + up :verb subj > obj;
        catch seize hold intercept stop + airport police border officers station hideout fugitive :verb subj > obj;
        fly bring ship return + face trial charges justice custody prosecutors marshals handcuffs :verb subj > obj;
        hold + custody jail prison bail cell :verb subj > obj;
        be remain languish sit + custody :verb - > subj;
        arrest detention extradition apprehension capture :noun by > of/poss/in.of/at.of;
        """
    ),
    "plea": spaced_frames(
        """
        plead pled + guilty :verb before > subj;
        enter + plea guilty :verb with/before > subj;
        plea + guilty :noun - > poss/of/by;
        agreement + plea :noun with > poss/agent/of;
        admit + guilt conspiracy conspiring count counts charge charges offence offences court :verb - > subj;
        change + guilty :verb - > subj;
        admit confess + fraud laundering theft bribery trafficking smuggling hacking perjury embezzlement murder extortion forgery
            offences evasion :verb - > subj;
        take accept reach strike + plea :verb with > subj;
        cop + count counts plea charge charges :verb - > subj;
        pleading + guilty :noun - > poss/of;
        plead :adj - > subj;
        """
    ),
    "conviction": spaced_frames(
        """
        convict reconvict :verb subj > obj;
        return + guilty verdict verdicts :verb subj > against/obj.against/on;
        find + guilty :verb subj > obj;
        conviction verdict :noun by > of/against/poss;
        conviction :noun agent > against;
        """
    ),
    "acquittal": spaced_frames(
        """
        acquit exonerate absolve :verb subj > obj;
        clear + charge charges wrongdoing count counts crime fraud :verb subj > obj;
        find + innocent :verb subj > obj;
        acquittal exoneration :noun by > of/poss;
        """
    ),
    "dismissal": spaced_frames(
        """
        dismiss drop withdraw abandon discontinue throw toss quash scrap halt + claim claims charge charges
            complaint case action suit indictment lawsuit proceeding proceedings count counts prosecution :verb
            subj > against/obj.against/obj.of/obj.poss;
        dismissal withdrawal discontinuance + claim claims charge charges complaint case action suit indictment
            lawsuit :noun agent > of.against/against;
        """
    ),
    "sentence": spaced_frames(
        """
        sentence jail imprison resentence incarcerate :verb subj > obj;
        sentence term + prison year years life jail month months :noun by > on/against/for/poss;
        condemn :verb subj > obj;
        put lock throw + bars prison jail :verb subj > obj;
        send + prison jail :verb subj > obj;
        serve + sentence years months prison jail imprisonment :verb - > subj;
        spend + bars prison jail :verb - > subj;
        order + serve :verb subj > obj;
        hand give + term years year months :verb subj > obj/to;
        receive get draw + sentence year years month months prison jail imprisonment :verb from > subj;
        hand impose give + sentence sentences prison jail imprisonment custody probation :verb subj >
            on/to/obj.on/obj.to/obj;
        """
    ),
    "penalty": spaced_frames(
        """
        fine penalize penalise :verb subj > obj;
        assess + $ £ € million :verb subj > obj;
        pay disgorge + penalty fine disgorgement restitution settle settlement forfeiture interest civil
            resolve :verb to > subj;
        pay :verb - > subj;
        disgorge :verb to > subj;
        order require direct tell instruct compel command + pay disgorge penalty fine restitution disgorgement
            repay :verb subj > obj;
        impose levy assess issue slap obtain enter hand serve secure win + penalty penalties fine fines
            judgment judgments injunction disgorgement :verb subj > on/against/obj.on/obj.against/for/obj.for/as.to/to;
        hand give + fine fines penalty :verb subj > obj/to;
        receive incur draw earn get + fine fines penalty penalties :verb from/obj.from > subj;
        levy :verb subj > on/against/upon;
        hit slap + fine fines penalty penalties :verb subj > obj;
        fine + million billion £ € $ :noun agent/from > on/against/for/to;
        consent agree stipulate submit + judgment judgments injunction settle settlement penalty order entry
            bar pay disgorge :verb - > subj;
        settle resolve + charge charges claim claims case action allegation matter civil million $ sec ofac
            complaint :verb with > subj;
        settle :verb with > subj;
        settle :verb subj > with;
        reach strike negotiate conclude announce agree + settlement resolution penalty :verb subj > with/obj.with;
        reach strike conclude + settlement :verb between/obj.between > between/obj.between;
        reach + settlement agreement :verb with > subj;
        enter sign conclude negotiate strike accept + deferred non-prosecution nonprosecution dpa npa settlement leniency :verb
            with/obj.with/into.with > subj;
        agreement + deferred non-prosecution nonprosecution :noun with > agent/poss/of;
        settlement dpa :noun with > agent/poss/of;
        pay remit fork hand cough + million billion $ £ € :verb to > subj;
        cost + fine penalty settlement deferred :verb - > obj;
        enjoin restrain :verb subj > obj;
        penalty penalties fine judgment judgments settlement injunction :noun agent > against/on/as.to/with;
        """
    ),
    "seizure": spaced_frames(
        """
        seize confiscate forfeit freeze recover impound repossess blocked :verb subj >
            from/obj.user/obj.from/obj.of/obj.poss/obj.in.of/obj;
        seize freeze confiscate :verb subj > obj/obj.held/from;
        forfeit :verb to > subj;
        order tell require direct compel + forfeit forfeiture confiscation confiscated :verb subj > obj;
        order + forfeiture confiscation restraint :noun agent > against/on/of/for;
        control + site server servers infrastructure domain panel :noun agent > of.poss/over.poss/of/over;
        enter issue obtain grant impose order secure win make get + freeze freezing confiscation forfeiture restraint
            restraining :verb subj > against/obj.against/on/obj.on/obj.of/for;
        order + confiscation forfeiture freezing seizure unexplained :noun agent > against/on;
        take shut bring knock + down offline over :verb subj > obj;
        close shutter :verb subj > obj;
        disrupt :verb subj > obj;
        seizure forfeiture freeze freezing confiscation recovery takedown :noun agent >
            of.user/of.of/of.from/from/of.poss/against/on/of;
        take shut switch dismantle disable disrupt knock bring seize close + domain domains server servers website
            websites infrastructure offline site sites botnet platform marketplace portal :verb subj >
            obj.of.poss/obj.of/obj.poss/obj.user/obj;
        takedown disruption dismantling shutdown closure :noun agent > of.poss/of/poss;
        dismantle :verb subj > obj.of/obj.poss/obj;
        strip + million billion asset assets fortune bitcoin bitcoins villa :verb subj > obj;
        pull + plug :verb subj > on;
        claw + back :verb subj > from/obj.from;
        block freeze suspend disable + wallet account wallets accounts address addresses :verb subj >
            obj.user/obj.on/on/obj.of/obj.poss/obj;
        freeze :noun agent > against/on/of;
        """
    ),
    "laundering": spaced_frames(
        """
        launder :verb subj > -;
        laundering launderer :noun doer > -;
        launderer :noun subj > -;
        wash tumble clean obfuscate disguise conceal convert move process mix funnel layer hide push scatter
            swap cash turn handle transfer send bridge siphon relay consolidate deposit exchange + proceeds stolen
            loot haul ransom illicit dirty theft heist heists laundered tainted ill-gotten hacked plundered
            suspicious :verb subj > -;
        push run funnel route channel move + loot stolen proceeds haul ransom :verb through > -;
        wash :verb subj > -;
        use + launder laundering :verb obj > -;
        help assist enable aid conspire + launder laundering :verb subj > -;
        """
    ),
    "theft": spaced_frames(
        """
        steal rob loot pilfer swipe plunder siphon burgle drain empty purloin filch :verb subj >
            from/from.poss/from.of/obj.from/obj.from.poss/obj.poss/obj.of/obj;
        exfiltrate copy leak + data files records information secrets documents stolen :verb subj >
            from/obj.from/from.poss/obj.of/obj.poss;
        take + stolen heist hack :verb subj > from;
        exploit + bug flaw vulnerability million :verb subj > obj.in/obj.of;
        hack exploit breach compromise + steal stolen million billion $ bitcoin bitcoins ether crypto
            cryptocurrency fund funds token tokens drain made heist :verb subj > obj;
        theft heist robbery hack exploit raid burglary :noun agent > from/of.from/of/against/on;
        make get run walk + off away :verb subj > from/with.from/off.from;
        clean + out :verb subj > obj.of/obj.poss/obj;
        take siphon withdraw + heist hack hacker hackers thief thieves attacker attackers theft :verb subj >
            from/obj.from;
        vanish disappear + million billion $ bitcoin bitcoins ether crypto cryptocurrency token tokens
            coin coins fund funds :verb - > from;
        relieve + million billion $ bitcoin bitcoins ether crypto cryptocurrency token tokens fund
            funds :verb subj > obj;
        lose + hack hacker hackers theft heist exploit btc bitcoin bitcoins ether stolen attack crypto
            cryptocurrency eth attackers thieves :verb to > subj;
        thief :noun subj > -;
        suffer experience disclose confirm + theft heist hack exploit breach robbery :verb - > subj;
        behind + theft heist hack raid :adj subj > of;
        """
    ),
    "attack": spaced_frames(
        """
        attack hack breach infiltrate compromise penetrate deface sabotage cyberattack hit
            knock tamper + system systems network networks computer computers server servers malware cyber
            espionage wiper backdoor phishing data breach grid account accounts software intrusion :verb
            subj > obj/obj.of/obj.poss/into;
        attack hack breach infiltrate penetrate compromise deface sabotage :verb subj > obj/into;
        spy eavesdrop break :verb subj > on/into;
        fall + victim prey :verb to > subj;
        attack intrusion breach espionage cyberattack cyberespionage hack sabotage hacking spying :noun
            agent > on/against/of/into/at;
        """
    ),
    "fraud": spaced_frames(
        """
        defraud swindle scam dupe cheat fleece bilk embezzle misappropriate deceive mislead con hoodwink
            divert misuse falsify overbill pilfer :verb subj > from/obj/obj.from;
        obtain raise solicit offer sell induce inflate pump promote tout manipulate + fraudulently
            fraudulent fraud ponzi scheme bogus fictitious misrepresentation misrepresentations false
            misleading scam sham phony :verb subj > from;
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
        lie :verb subj > to;
        trick con + out :verb subj > obj;
        scheme scam fraud swindle + ponzi pyramid sham :noun subj > -;
        ponzi :noun subj > -;
        brain mastermind architect ringleader + fraud scam scheme ponzi swindle pyramid :noun subj > -;
        skim :verb subj > from/obj.from;
        pocket receive accept take solicit + kickback kickbacks bribe bribes :verb subj > -;
        rig + bid bids auction auctions market benchmark rate rates tender :verb subj > -;
        overcharge shortchange fleece :verb subj > obj;
        sell offer promote market peddle hawk + fake bogus fictitious sham worthless fraudulent counterfeit
            nonexistent :verb subj > to/-;
        overstate falsify forge fabricate inflate backdate + revenue revenues profit profits earnings account
            accounts invoice invoices sales balance records :verb subj > -;
        """
    ),
    "ransomware": spaced_frames(
        """
        extort blackmail :verb subj > obj/from;
        hit strike attack cripple infect encrypt target paralyze paralyse lock compromise breach deploy
            victimize + ransomware ransom :verb subj > obj/against/on;
        attack attacks incident intrusion hit campaign infection + ransomware :noun agent >
            on/against/at/of;
        pay + ransom :verb - > subj;
        demand collect extract receive + ransom :verb subj > from/obj.from;
        extortion :noun doer > against/on/of;
        deploy + ransomware :verb subj > against/on;
        """
    ),
    "evasion": spaced_frames(
        """
        evade circumvent skirt bypass flout dodge sidestep violate breach contravene bust undermine +
            sanction sanctions embargo export ieepa iran :verb subj > -;
        evasion circumvention busting violation + sanction sanctions embargo export :noun doer > -;
        export ship supply sell deliver re-export reexport + violation illegally unlawfully defiance contravention :verb subj > -;
        help assist enable allow aid permit + evade circumvent bypass evasion evading circumventing :verb subj > -;
        """
    ),
    "trafficking": spaced_frames(
        """
        traffic smuggle peddle :verb subj > -;
        distribute import transport deal sell manufacture supply ship produce + fentanyl cocaine heroin
            methamphetamine narcotic narcotics drug drugs weapon weapons firearm firearms arms migrant
            migrants opioid opioids rifle rifles ammunition munitions missile missiles explosives grenades opium cannabis
            marijuana hashish ketamine ecstasy precursors ivory :verb subj > -;
        trafficking smuggling :noun doer > -;
        trafficker smuggler :noun subj > -;
        distribution importation sale + fentanyl cocaine heroin methamphetamine narcotic narcotics drug
            drugs :noun doer > -;
        """
    ),
    "terrorism": spaced_frames(
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

KIND_FRAMES = MappingProxyType(_KIND_FRAMES)
