using System.Text.Json.Nodes;
using TinyModel.Corpus.Sentences;

namespace TinyModel.Corpus.Bundled;

/// <summary>Minimal pairs of subject-verb agreement in BLiMP's fields (Warstadt et al. 2020), three patterns equally often.</summary>
internal static class AgreementRows
{
    private const int Count = 120;

    /// <summary>One pair a line.</summary>
    public static string Pairs()
    {
        AgreementPattern[] patterns = Enum.GetValues<AgreementPattern>();
        AgreementWriter writer = new(HeldOutRows.Random("agreement"));
        List<AgreementSentence> rows = HeldOutRows.Draw(Count, i => writer.Next(patterns[i % patterns.Length]), s => s.Good);
        return JsonLines.Of(rows.Select((row, i) => new JsonObject
        {
            ["sentence_good"] = row.Good,
            ["sentence_bad"] = row.Bad,
            ["one_prefix_prefix"] = row.Prefix,
            ["one_prefix_word_good"] = row.Verb,
            ["one_prefix_word_bad"] = row.WrongVerb,
            ["field"] = "morphology",
            ["linguistics_term"] = "subject_verb_agreement",
            ["UID"] = Uid(row.Pattern),
            ["simple_LM_method"] = true,
            ["one_prefix_method"] = true,
            ["two_prefix_method"] = false,
            ["lexically_identical"] = false,
            ["pairID"] = $"{i}",
        }));
    }

    private static string Uid(AgreementPattern pattern) => pattern switch
    {
        AgreementPattern.Simple => "subject_verb_agreement_simple",
        AgreementPattern.PrepositionalPhrase => "subject_verb_agreement_prepositional_phrase",
        _ => "subject_verb_agreement_relative_clause",
    };
}
