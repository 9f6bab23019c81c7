namespace TinyModel.Corpus.Bundled;

/// <summary>
/// The small datasets that ship with the project, in public formats. They are written by the corpus generator's writers, with sentence
/// frames and texts that the training corpus does not have, and by hand; the files checked in are exactly what this writes.
/// </summary>
public static class BundledDatasets
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Each file's content by its path below the datasets folder.</summary>
    public static IReadOnlyDictionary<string, string> Files() => new Dictionary<string, string>
    {
        ["reviews/train.tsv"] = ReviewRows.Train(),
        ["reviews/dev.tsv"] = ReviewRows.Dev(),
        ["emotions/train.txt"] = EmotionRows.Train(),
        ["emotions/test.txt"] = EmotionRows.Test(),
        ["tweets/train.csv"] = TweetRows.Train(),
        ["tweets/test.csv"] = TweetRows.Test(),
        ["arithmetic.jsonl"] = QuestionRows.Arithmetic(),
        ["sums.jsonl"] = QuestionRows.Sums(),
        ["multistep.jsonl"] = QuestionRows.Multistep(),
        ["logic.jsonl"] = QuestionRows.Logic(),
        ["word-problems.jsonl"] = QuestionRows.WordProblems(),
        ["agreement.jsonl"] = AgreementRows.Pairs(),
        ["number.csv"] = GrammarRows.Number(),
        ["tense.csv"] = GrammarRows.Tense(),
        ["length.csv"] = GrammarRows.Length(),
        ["prose.txt"] = ProseRows.Text(),
    };

    /// <summary>Writes every file below <paramref name="folder"/>, over what is there.</summary>
    public static void Write(string folder)
    {
        foreach ((string path, string content) in Files())
        {
            string target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, content, s_utf8);
        }
    }
}
