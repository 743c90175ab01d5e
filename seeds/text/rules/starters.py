"""Words that a sentence begins with and that are no names, and the language they tell of."""

import re

from seeds.text.rules.phrases import words

FUNCTION = {
    "en": words(
        """a about above according across after again against all almost along already also although always am amid
    among an and another any anyone anything are around as asked at away back be because been before behind
    being below beneath beside besides between beyond both but by can could despite did do does down due during
    each either else even ever every everyone everything except few fewer finally first following for former
    formerly from had has have he her here hers him his how however i if in indeed inside instead into is it its
    itself just last late later least less like likewise many may maybe me meanwhile might mine more moreover
    most much must my near neither never nevertheless next no nobody none nor not nothing now of off often on
    once one only or other others our out outgoing outside over part per perhaps plus rather said same second
    secondly seen several she should since so some somebody someone something sometimes soon still such than
    thanks that the their them then there therefore these they third this those though three through throughout
    thus to together too toward towards two under unless unlike until up upon us versus very via was we were
    what whatever when whenever where whereas whether which while who whoever whose why with within without
    today tomorrow tonight would yes yesterday yet you your"""
    ),
    "de": words(
        """aber alle allem allen aller alles als also am an auch auf aus bei beim bis da dabei dafür damit danach dann
    darauf das dass dazu dem den denn der des deshalb die dies diese diesem diesen dieser dieses doch dort durch
    ein eine einem einen einer eines er erst es etwa für gegen hat hatte hier hinter ich ihr ihre ihren im in
    ins ist ja jede jeder jedoch jetzt kein keine können laut man mehr mit nach neben nicht noch nun nur ob oder
    ohne rund schon sehr seien sein seine seinem seinen seiner seit sich sie sind so sogar sowie trotz über um
    und uns unter viele vom von vor während wann war waren warum was weil welche wenn wer werden wie wieder wir
    wird wo wurde wurden zu zudem zum zur zwar zwischen"""
    ),
    "fr": words(
        """à afin ainsi alors après au aucun aussi autour aux avant avec beaucoup car ce ceci cela celle celui
    cependant ces cet cette ceux chaque chez comme contre d dans de depuis des deux dont du durant elle elles en
    encore enfin ensuite entre est et eux hier ici il ils j je l la là le les leur leurs lors lorsque lui ma
    mais malgré même mes mon n ne ni nos notre nous on or ou où par parce parmi pas pendant plus plusieurs pour
    pourquoi près puis qu quand que quel quelle quelques qui quoi sa sans sauf se selon ses si son sont sous sur
    ta tandis tous tout toute toutefois toutes très trois trop un une vers voici voilà vos votre vous y"""
    ),
    "es": words(
        """a además ahora al algo algunos ante antes aquel aquí así aun aunque bajo cada casi como con contra cual
    cuando de del desde después donde dos durante e el él ella ellos en entre era es esa ese eso esta está este
    esto fue ha hace hacia han hasta hay hoy la las le les lo los luego mas más mientras muchos muy nada ni no
    nos o otra otro para pero poco por porque pues que qué quien se según ser si sí sin sobre son su sus también
    tampoco tan todo todos tras tres un una uno unos y ya"""
    ),
    "it": words(
        """a ad agli ai al alla alle allo anche ancora c che chi ci ciò come con contro così cui d da dagli dai dal
    dalla dalle de degli dei del dell della delle dello di dopo dove due durante e ed era fra già gli ha hanno i
    il in infatti invece io l la le lei li lo loro lui ma mentre nei nel nell nella nelle noi non o ogni oltre
    per perché però più poi prima quale quando questa queste questi questo qui se secondo senza si sono su sua
    sue sugli sui sul sulla suo tra tre tutti tutto un una uno"""
    ),
    "pt": words(
        """a ainda além ao aos após aquela aquele aqui as às assim até cada com como contra da das de depois desde do
    dois dos durante e é ela elas ele eles em enquanto entre era essa esse esta este eu foi há já la lhe mais
    mas mesmo muito na não nas nem no nos nós o onde os ou para pela pelas pelo pelos por porque quando que quem
    se sem segundo ser seu seus são só sob sobre sua suas também tem todos três um uma"""
    ),
    "nl": words(
        """aan alle als bij binnen dan dat de deze die dit door dus echter een en er het hij hoe hun ik in is ja kan
    maar meer met na naar nadat niet nog nu of om omdat onder ook op over sinds te tegen ten terwijl toch toen
    tot tussen twee uit van vanaf veel volgens voor waar wanneer want waren was wat we wel werd wie wij worden
    wordt ze zegt zich zij zijn zo zoals zonder"""
    ),
}
"""The words that hold each language together."""

COMMON = words(
    """above abstract access accountants accused act action actions activists actor actors added adding additional
    additionally addressing administrators admit adult adults advertising advocates aerial affordable afternoon
    aftershocks agencies agents agree agreement agriculture aid aimed air airlines airport allegations analysis
    analysts anger animal animals anonymous answer answering anxiety anybody apparently appeal appendix applause
    applications apply appointed appropriations archaeologists armed army arrests arson art artists ask asked
    asphalt astronomers asylum athletes attempts attendance attendees attorneys audience auditors author
    authorities authors autopsies autopsy autumn available average avoid awards awesome babies backed backs bad
    bail ballot ballots banks barometers bars baseball based basketball battery batting bear become believed
    benefits best better bidders bids big billionaires bills biologists birds black blood blue board boats bombs
    bond bondholders bonds border born borrowing botanists bottom bowlers boys bread break breakdown breaking
    brick bridges bright broadcasters budget build building buildings built burnout buses business businesses
    buyers cable call calls campaign campaigners campaigns cancer candidates caption carbon care caregivers cars
    cases cash casualties cause caution ceremonies chairs champion change changes charges charities charity
    check cheese chemists chief chiefs child childhood children choose church churches citizens city civil
    civilian civilians claims classes clean clear clearly clergy clerks click climate clinicians clinics closed
    closing clouds club clubs coach coaches coal coastal cold collectively college colleges combined come
    commercial committee communities community commuters companies competition complaints computer concerns
    conclusion concrete condition conditions conductors confidential conflict consider construction consumer
    consumers contact contractors contrary contributions cooking cool copyright corn coroners corporate
    correction corruption costs cotton council councillors councils counsel counties countries county couples
    court courtesy courts crash create created creates creating credit crews crime crimes crisis critics crops
    crowds crude culture currently customers cuts cyclists dairy damage dark data dates days dead deadlines dear
    death deaths debate debt decades decide decisions deep defence defendants defender defenders defense deficit
    delays delegates demand demonstrators dental depends deputies desert designate designers detainees
    detectives detention determine develop developers development devices diabetes dies different diplomats
    director directors disability disaster discussions disease displaced display displays divers dividends
    divisive divorce dockworkers doctor doctors documents dogs dollars domestic donations donors doors doses
    double dozens draft drink drinking driver drivers drivers’ driving drone drought drove drug drugs dry dust
    earlier early earnings earth earthquake easter easy eating economic economists economy editor editors
    education eight eighteen eighty elderly elect elected election elections electric electricity eleven email
    embrace emergency emissions employees employers employment empty encourage end energy enforcement engineers
    english enough enrollment entry environmental environmentalists epidemic epidemiologists equal equipment
    essentially establish estimates evacuation evacuees evening evenings events eventually everybody everywhere
    evidence examples excerpt excuse executive exercise exhausted exhibits exit expect experience experts
    explosions exports expressions extra extreme eyewitnesses facing factories facts faculty failure faith
    families family famous fans far fares farm farmers farming farms fast fathers federal federation feel fees
    female fewer fiction field fifteen fifth fifty fighting figure figures file fill film films final finance
    financial find finds fire firefighters fires firms fish fishermen fishing fitness five fix flights flood
    flooding floods floor flowers flu focus folks food footage football footballers forced forces forecast
    forecasters foreign forest forests forget fortunately forty forward found founded four fourteen fourth fraud
    free freedom fresh friends fruit fuel full fully fund funding funds funeral further future gambling game
    games gangs garbage gas gasoline general generally geologists get gets ghost girl girls give given giving
    glad global glossary go goalkeeper goals going gold golf good government governments governor governors
    graduates grants graphic gravel great green gridlock groceries group groups growers growth guards guests
    guns gusts hackers half hand hands harms harvest have health healthcare hearings heart heat heavy
    helicopters help helpful heroes hers hi high higher highest highlights highway highways hikers historians
    history holiday holidays home homeless homeowners homeownership homes homicide honestly hope hopefully
    horses hospital hospitals host hosts hot hotel hotels hours house households housing human humanitarian
    humans humidity hundreds hungry hunters hurricane hurt ice ideally ideas identify illegal image images
    imagine immediate immigrants immigration impact importance imports improvements incidentally inclusion
    income increased increasingly independent individual individuals industrial industry infants infections
    inflation infographic information informative initially injuries injury innings inquiries insects insights
    inspectors institutional institutions insurance insurers intelligence interest international internet
    interviews introduce invest investigators investment investments investors involve irrigation items jails
    jobs join joint journalists judges judging jurors jury justice keep key kickoff kids kill killed kitchen
    knowledge labor labour lack ladies land landlords landslides language large largely largest laughter launch
    law lawmaker lawmakers laws lawsuits lawyers leader leaders leading learn leave leaves led left left-hand
    legal legislation legislators lenders lessons let letters levees leverage levies liberal libraries library
    licenses life light lightning lights limited line lines link list listen literally little live lives living
    loans lobbyists local locals location logistics long longer longshoremen longtime look looking loses lost
    love low lower luckily machines magic mail main major make makers makes making male malls managers
    manufacturers manufacturing map maps marine mark market marketing markets marriage married masks mass
    matters mayor mayors meals means measles measures meat mechanics media median medical medicine meet meeting
    meetings meets members memo memorial men mental merchants messages metal meteorologists microbiologist
    microbiologists middle midfielder midfielders midnight military milk millions miners minimize minimum mining
    ministers minor minorities minutes misinformation mission mistakes mobile modeled modern money monthly
    months moreover morning mortgage mostly mother mothers motorists mountains mourners move moves movies moving
    mr mrs ms mud mudslides multiple municipal murder museum museums music musicians national nationally
    nationwide native natural naturally nature navy nearby nearly needless negotiating negotiation negotiations
    negotiators neighbors neighbours net network new news newspapers night nights nine nineteen ninety
    nonetheless normally notable notably note notes notice novel nowadays nuclear numb number numbers nurses
    nursing obesity objects observers obviously occasionally occupancy ocean offer offering offers office
    officer officers offices official officialdom officially officials oh oil ok okay old older online open
    opening opens opera operations operators opinion opponents opposition options orders ordinary organic
    organisations organisers organizational organizations organizers original originally otherwise overall
    overnight overtime own owners oxygen pages paid pallbearers paper parents parishioners park parking parks
    participants particularly parties party passengers passing past patents patience patients patrol pattern pay
    payments peace peak pedestrians pensioners pensions people performers permission permits person personal
    personality personnel petrol pets phone photo photo-credit photographers photographs photos physicians
    physicists physics pick picture pictured pictures pilots pink placebo plague plaintiffs plan plane planes
    planners plans plants plastic play players please poets police policies policy political politicians
    politics polling polls pollution poor popular population populations portrait ports possibly post posts
    potential potholes poverty power prayers preliminary premiums preparations present presents presidential
    presidents press pressure pretty previous previously price prices primary principals prior priority prison
    prisoners privacy private prize probably problem problems proceeds process producers product production
    productivity products professional professors profit profits programs progress projects promise property
    proponents proposals proposed prosecutor prosecutors protection protesters protestors protests provide
    provincial psychology public publicize publishers pupils purple push put quantities quarterly questions
    quick quickly quite quotas rabies race races racing radio rail railways rain rainfall rains raise ranchers
    rare rates rationale re reaction read readers reading real rebel recent recently recipes recognize record
    records recounts recovery recreation recruitment red referees references reform reforms refugees regarding
    regardless regional registration regular regulators related relations relatives release relief religion
    religious remember remind remove renewable rent renters repairs repeal repeated replying report reportedly
    reporters reports representatives requests rescue rescuers research researchers reserves reservoirs
    residents resist resources respect respondents responders responding response restaurants results retail
    retailers retired return reuse revenue revenues reviews revised rice riders ridership right rights riot rise
    rising risk rivals rivers roads rock roughly round routine rules rumors rumours run running runoff rural
    rushing safe safety salaries sales salmon samples sanctions satellite save savers savings say says scenes
    school schools science scientific scientists score scorers screen screenshot sea search season seated
    seating seats secretary section sections secure security see seeds seeing seemingly select senators send
    seniors sensors sent sentencing separately seriously servers services session set settlers seven seventeen
    seventh seventy severe sewage sexual shared shareholder shareholders shares sharing she shelling shelters
    sheriff sheriffs ships shoot shoppers shopping shops short shortages shortly shots show showers shows
    side-effects sidewalks sign signs similar similarly simple simply single six sixteen sixth sixty skiers
    skills skim sleep slightly slow small smaller smile smoke smoking snow snowfall snowpack social society soft
    software soil solar soldiers solid solutions songs sorry sources southern space speakers speaking special
    specialists specifically spectators speech speed spending spokesmen spokespeople sporting sports spring
    squads staff staffers staffing stages standard standards standing start started starting state statements
    states statistics status stay steel step stevedores stick stock stocks stop stores stories storm storms
    story strategies stress strict strike striker strikes striking strong struggling student students studies
    study subject subscribers subsequently success successful suddenly sues sugar suggestions summary summer
    sunny superintendents suppliers supplies supply support supporters suppose sure surely surgeons surgery
    surplus surpluses surprisingly surveys survivors suspects symptoms systems taken takes taking talk talks
    tankers tapes target targets tariffs tax taxable taxes taxis taxpayers teachers team teams technicians
    technology teenagers teens telephone telescope television tells temperatures temporary ten tenants tenders
    tens tensions tents terms terrorists test testimony testing tests textbooks thank theaters theatres thieves
    things think thirteen thirty thousands threats thunderstorms tickets timber time times tips tired title
    today toddlers tolls tomorrow tonight took tools top tornadoes total totals tough tourism tourists town
    towns toxic toxicology tracks trade traders traditional traditionally traffic trailers training trains
    transfers transit translation transport transportation travel travelers travellers treasury treat treatment
    trees trial trials triple troops trouble truck truckers trucks true trust trustees truth tuition turn
    turnout turnouts twelve twenty twice types typically uh ultimately umpires unable understand undeterred
    unemployed unemployment unfortunately uniform union unions unique universities unknown update updates urban
    usability users usually utilities vacancies vaccination vaccinations vaccine vaccines valid value vandals
    various vegetables vehicle vehicles vendors version veteran veterans victims video videos viewers villagers
    villages violations violence violent virtually viruses visit visitors visits visual volunteer volunteers
    vote voter voters votes voting wages wait waiting want wanted war warm warnings wars waste watch watching
    water waters ways wealthy weather weekend weekly weeks welcome well wet whales wheat whenever white wickets
    wild wildfires wildlife will win wind winds wine winners winning wins winter wireless witnesses wolves woman
    women words work workers working works world worldwide worried worse worshippers writers writing wrong yeah
    years yesterday young younger youth zoning zookeepers zoologists"""
)
"""English words that often begin a sentence, or stand in a headline, and are seldom names."""

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str:
    """The language that most of the first words belong to, of those in FUNCTION; empty where few do."""
    found = _WORD.findall(text[:_SAMPLE].lower())
    counted = {name: sum(map(held.__contains__, found)) for name, held in FUNCTION.items()}
    best = max(counted, key=lambda name: counted[name])
    if not counted[best]:
        return "en" if "".join(found).isascii() else ""
    return best if counted[best] * 8 >= len(found) or len(found) < 20 else ""
