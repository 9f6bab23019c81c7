using LogitLens.Corpus.Feelings;

namespace LogitLens.Corpus.Bundled;

/// <summary>Feelings and short messages written by hand, for the evaluated splits.</summary>
internal static class HandWrittenMessages
{
    /// <summary>One-line feelings, <c>label: text</c> in the source.</summary>
    public static IReadOnlyList<LabelledText> Emotions { get; } = [.. WordTable.Lines("""
        sadness: i feel so lonely in this house since she left
        sadness: i cried all the way home and i still feel miserable
        sadness: im feeling low and i do not want to get out of bed
        sadness: i feel like nobody would notice if i did not come back
        joy: i feel so happy that i could sing in the street
        joy: we got the keys to the new house and i feel thrilled
        joy: i am feeling calm and content with a cup of tea
        joy: i feel proud of what my students did this year
        love: i feel so tender when the baby sleeps on my arm
        love: i am feeling romantic and i want to write him a poem
        love: i feel devoted to her after all these years
        love: i still feel fond of the old town and its people
        anger: i feel furious that they cut the trees without asking
        anger: im feeling annoyed because he is late for the third time
        anger: i feel insulted by the way she talked to my father
        anger: i am so mad that i feel like throwing the phone
        fear: i feel scared when i walk home alone at night
        fear: i am feeling nervous about the results from the doctor
        fear: i feel terrified that the bridge will not hold
        fear: i feel shaky and unsure before each flight
        surprise: i feel amazed at how much the city has changed
        surprise: i was stunned and i feel quite speechless
        surprise: i feel curious about the letter with no name on it
        surprise: im feeling shocked that he said yes
        """).Select(ParseEmotion)];

    /// <summary>Messages, <c>sentiment: text</c> in the source, the selected words between brackets.</summary>
    public static IReadOnlyList<Tweet> Tweets { get; } = [.. WordTable.Lines("""
        positive: just got home and the kids had made dinner, [I love them]
        positive: [best concert ever], my ears are still ringing
        positive: three days of sun in a row, [this is great]!
        positive: finished the exam early and I think [it went really well] :)
        positive: [thanks so much] for the book, "the last page" made me smile
        positive: [proud of my sister], she won the match
        positive: new shoes, new job, [happy me]
        positive: coffee with Anna [makes everything better]
        negative: missed the last bus, [it is raining and I am cold]
        negative: [I hate mondays], who invented them?
        negative: my laptop [died] the night before the exam :(
        negative: [so sad] about the old cinema, it closed today
        negative: they lost again, [what a terrible match]
        negative: my head [hurts], no party for me, sorry
        negative: [worst coffee in town], and it was cold, too
        negative: stuck at work while all of you are at the beach, [not fair]
        neutral: the shop on the corner opens at nine, I think
        neutral: does the train to the coast stop here?
        neutral: changing my phone number tomorrow, will send you the new one
        neutral: reading the second chapter, then going to bed
        neutral: is it the blue bus or the red one?
        neutral: David said the meeting is at four, not at three
        neutral: washing the car, then lunch with Peter
        neutral: who has the key to the garden?
        """).Select(ParseTweet)];

    private static LabelledText ParseEmotion(string line)
    {
        string[] parts = line.Split(": ", 2);
        return new LabelledText(parts[1], parts[0]);
    }

    private static Tweet ParseTweet(string line)
    {
        string[] parts = line.Split(": ", 2);
        return TweetWriter.FromMarked(parts[1], parts[0]);
    }
}
