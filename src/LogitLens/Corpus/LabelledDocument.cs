using System.Text;

namespace LogitLens.Corpus;

/// <summary>Lays labelled texts out as a prompt document with answers.</summary>
internal static class LabelledDocument
{
    // A document must fit a context of 256 tokens; a word of this corpus is at most about 1.4 tokens on average.
    private const int MostWords = 165;

    /// <summary>One text, labelled by a rater who sees it cold.</summary>
    public static string ZeroShot(LabelTask task, LabelledText text, SeededRandom random) =>
        FewShot(task, () => text, 1, random);

    /// <summary>Up to <paramref name="count"/> texts by one rater, blank lines between; fewer where they would be too long.</summary>
    public static string FewShot(LabelTask task, Func<LabelledText> next, int count, SeededRandom random)
    {
        Rater rater = Rater.Draw(task.Labels, random);
        bool instructionFirst = random.Chance(0.35);
        StringBuilder document = new();
        int words = 0;
        for (int i = 0; i < count; i++)
        {
            LabelledText text = next();
            string item = task.Labelled(text.Text, rater.Rate(text, i, random), instructionFirst);
            words += WordTable.Words(item).Length;
            if (i > 0 && words > MostWords)
            {
                break;
            }

            document.Append(i > 0 ? "\n\n" : "").Append(item);
        }

        return document.ToString();
    }
}
