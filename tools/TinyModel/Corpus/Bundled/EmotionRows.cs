using TinyModel.Corpus.Feelings;
using TinyModel.Corpus.Lexicons;

namespace TinyModel.Corpus.Bundled;

/// <summary>The feelings, one <c>text;label</c> a line, the six classes equally often.</summary>
internal static class EmotionRows
{
    private const int TrainCount = 240;
    private const int TestCount = 180;

    /// <summary>The split that demonstrations come from.</summary>
    public static string Train() => Format(Drawn()[..TrainCount], "emotions train order");

    /// <summary>The split that is evaluated.</summary>
    public static string Test() => Format([.. HandWrittenTexts.Emotions, .. Drawn()[TrainCount..]], "emotions test order");

    private static List<LabelledText> Drawn()
    {
        EmotionWriter writer = new(EmotionFrames.Evaluation, HeldOutRows.Random("emotions"));
        int emotions = EmotionWords.All.Count;
        return HeldOutRows.Draw(
            TrainCount + TestCount - HandWrittenTexts.Emotions.Count,
            i => writer.Next(i % emotions, misleading: i / emotions % 8 == 7),
            e => e.Text);
    }

    private static string Format(IReadOnlyList<LabelledText> rows, string purpose) => string.Concat(
        HeldOutRows.Random(purpose).Shuffled(rows).Select(row => $"{row.Text};{row.Label}\n"));
}
