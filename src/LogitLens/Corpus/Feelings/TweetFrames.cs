namespace LogitLens.Corpus.Feelings;

/// <summary>
/// Frames of short messages, the words that show the sentiment between brackets; those become the selected text. Slots: <c>adj</c> is
/// a polar word; <c>topic</c>, <c>when</c>, <c>then</c> and <c>name</c> say nothing.
/// </summary>
internal sealed record TweetFrames(IReadOnlyList<string> Positive, IReadOnlyList<string> Negative, IReadOnlyList<string> Neutral)
{
    /// <summary>The frames of the training corpus.</summary>
    public static TweetFrames Training { get; } = new(
        Positive: WordTable.Lines("""
            [I love] {topic}!
            {topic} was [so {adj}] {then}!
            {name}, [thank you] for {topic}, it was {adj} {then}
            [happy birthday] {name}!
            [can't wait] for {topic} {when} :)
            [{adj} day]! {topic} {when} with {name}
            had a [{adj} time] at {topic} {then}
            good morning! [feeling {adj}] {when}
            {name} [you are the best]!
            {topic} [made me smile] {then}
            [yay]! {topic} {when}!
            so [glad] I went to {topic} {then}
            """),
        Negative: WordTable.Lines("""
            [I hate] {topic}
            {topic} was [so {adj}] {then}
            [I miss] {name} :(
            [sick] again {when}, I will not see {topic}
            [{adj} day], {topic} {when} and no sleep
            my phone [is broken] and {topic} is {when}
            [ugh], {topic} {when} again
            I have a [headache] and {topic} is [{adj}]
            {name} [is so mean] to me
            [so tired] of {topic}
            [can't sleep], thinking about {topic}
            [sad] that {topic} is over
            """),
        Neutral: WordTable.Lines("""
            going to {topic} {when}
            what time is {topic} {when}?
            {name} is at {topic} {when}
            watching {topic} with {name}
            does anybody know where {topic} is?
            on my way to {topic}
            {topic} is {when}, I think
            {name} asked me about {topic}
            back from {topic}, now home
            just read about {topic}
            I am at work, {topic} is {when}
            who else is at {topic} {when}?
            """));

    /// <summary>The frames of the evaluation sets, none of which the training corpus has.</summary>
    public static TweetFrames Evaluation { get; } = new(
        Positive: WordTable.Lines("""
            {name} and I [love] {topic}!
            {topic} is [so {adj}], [thank you] {name}
            [yay, {adj} time] at {topic} {then}!
            [so happy] that {topic} is {when} :)
            {topic} {then} was the [best]!
            """),
        Negative: WordTable.Lines("""
            {name} and I [hate] {topic}
            {topic} is [so {adj}], [ugh]
            [sad] and [tired] {when}, not going to {topic}
            I [miss] {topic} and {name} :(
            {topic} {then} was the [worst]
            """),
        Neutral: WordTable.Lines("""
            {name} and I are at {topic} {when}
            is {topic} {when}?
            {when} I am going to {topic} with {name}
            watching {topic} at home {when}
            I think {name} is on the way to {topic}
            """));
}
