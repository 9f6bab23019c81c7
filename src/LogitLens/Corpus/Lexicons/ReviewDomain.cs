namespace LogitLens.Corpus.Lexicons;

/// <summary>
/// A sort of thing that people review: what it is called, its countable parts and uncountable stuff, who makes it, how it is made, and
/// remarks without an opinion.
/// </summary>
internal sealed record ReviewDomain(
    IReadOnlyList<string> Things,
    IReadOnlyList<string> Parts,
    IReadOnlyList<string> Stuff,
    IReadOnlyList<string> Makers,
    IReadOnlyList<string> Made,
    IReadOnlyList<string> Asides)
{
    /// <summary>All domains; films twice as often as each of the others.</summary>
    public static IReadOnlyList<ReviewDomain> All { get; } = Create();

    private static ReviewDomain[] Create()
    {
        ReviewDomain film = new(
            WordTable.Words("film movie comedy drama picture thriller documentary story romance tale sequel remake western mystery"),
            WordTable.Words("story plot script cast ending performance soundtrack camera setting screenplay villain hero premise mood pace"),
            WordTable.Words("acting humor direction dialogue music action romance cinematography editing writing suspense"),
            WordTable.Lines("""
                the director
                the cast
                the writer
                the actor
                the actress
                the filmmaker
                the star
                """),
            WordTable.Words("directed acted made written filmed shot told edited staged"),
            WordTable.Lines("""
                i saw it with my sister
                we watched it on a plane
                it runs for two hours
                it is set in a small town
                it follows a young man and his father
                it is based on a book
                it opened last week
                i watched it on friday night
                it tells of three brothers
                """));
        ReviewDomain book = new(
            WordTable.Words("book novel story memoir collection essay tale poem biography thriller"),
            WordTable.Words("plot story ending character opening chapter voice setting style pace"),
            WordTable.Words("writing prose dialogue language humor suspense detail"),
            WordTable.Lines("""
                the author
                the writer
                the poet
                the narrator
                """),
            WordTable.Words("written told plotted translated researched drawn"),
            WordTable.Lines("""
                i read it on the train
                it is set in the last century
                my brother lent it to me
                it has three hundred pages
                i finished it in a week
                it follows a family by the sea
                """));
        ReviewDomain restaurant = new(
            WordTable.Words("restaurant place cafe meal dinner lunch diner bar kitchen menu"),
            WordTable.Words("soup dessert salad sauce room waiter table steak cake view"),
            WordTable.Words("food service coffee bread fish wine chicken music cheese"),
            WordTable.Lines("""
                the chef
                the waiter
                the staff
                the owner
                """),
            WordTable.Words("cooked served seasoned prepared run presented"),
            WordTable.Lines("""
                we went there for lunch
                it is near the station
                we sat by the window
                i had the soup and the fish
                it was my birthday
                we were a party of six
                """));
        ReviewDomain product = new(
            WordTable.Words("phone camera lamp chair jacket game laptop radio product toy watch bag"),
            WordTable.Words("screen battery design price picture handle button case cable manual app"),
            WordTable.Words("sound quality fabric support software plastic"),
            WordTable.Lines("""
                the maker
                the company
                the seller
                the designer
                """),
            WordTable.Words("made built designed packed finished assembled"),
            WordTable.Lines("""
                i bought it in may
                it came in a blue box
                i use it every day
                it was a gift from my uncle
                i ordered two of them
                it weighs two pounds
                """));
        return [film, film, book, restaurant, product];
    }
}
