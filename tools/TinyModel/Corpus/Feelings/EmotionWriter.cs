using TinyModel.Corpus.Lexicons;

namespace TinyModel.Corpus.Feelings;

/// <summary>Writes one-line reports of feelings in six classes.</summary>
internal sealed class EmotionWriter(EmotionFrames frames, SeededRandom random)
{
    private static readonly RowFile s_rows = RowFile.Open("emotion-frames");
    private static readonly IReadOnlyList<string> s_matters = s_rows.Lines("matters");
    private static readonly IReadOnlyList<string> s_times = s_rows.Lines("times");
    private static readonly IReadOnlyList<string> s_strengths = s_rows.Words("strengths");

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
            "so" => random.PickCommon(s_strengths),
            "matter" => random.Pick(s_matters),
            "time" => random.Pick(s_times),
            _ => throw new ArgumentException($"no slot '{slot}' in emotions"),
        });
        return new LabelledText(TextStyle.Bare(text), own.Label);
    }
}
