using LogitLens.Corpus.Lexicons;
using LogitLens.Datasets;

namespace LogitLens.Corpus.Feelings;

/// <summary>Writes one-line reports of feelings in six classes.</summary>
internal sealed class EmotionWriter(EmotionFrames frames, SeededRandom random)
{
    private static readonly string[] Matters = WordTable.Lines("""
        my work
        this week
        the future
        my family
        the news
        school
        the trip
        my life
        the weather
        the move
        what he said
        the whole thing
        """);

    private static readonly string[] Times = WordTable.Lines("""
        today
        tonight
        right now
        this morning
        these days
        lately
        again
        all the time
        """);

    private static readonly string[] Strengths = WordTable.Words("so very really quite pretty rather incredibly truly totally");

    /// <summary>A text of a drawn emotion.</summary>
    public LabelledText Next() => Next(random.Next(EmotionWords.All.Count), misleading: random.Chance(0.15));

    /// <summary>A text of the emotion at that place in <see cref="EmotionWords.All"/>.</summary>
    public LabelledText Next(int emotion, bool misleading)
    {
        EmotionWords own = EmotionWords.All[emotion];
        EmotionWords other = EmotionWords.All[(emotion + random.Between(1, EmotionWords.All.Count - 1)) % EmotionWords.All.Count];
        string text = Template.Fill(random.Pick(misleading ? frames.Misleading : frames.Plain), slot => slot switch
        {
            "feeling" => random.PickCommon(own.Feelings),
            "cause" => random.Pick(own.Causes),
            "other" => random.PickCommon(other.Feelings),
            "so" => random.PickCommon(Strengths),
            "matter" => random.Pick(Matters),
            "time" => random.Pick(Times),
            _ => throw new ArgumentException($"no slot '{slot}' in emotions"),
        });
        return new LabelledText(TextStyle.Bare(text), own.Label);
    }
}
